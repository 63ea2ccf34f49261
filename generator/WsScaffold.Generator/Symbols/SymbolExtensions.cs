using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WsScaffold.Generator.Symbols;

/// <summary>The few questions that parsers ask of symbols.</summary>
internal static class SymbolExtensions
{
    private static readonly SymbolDisplayFormat _definitionName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters);

    /// <summary>The name that generated code calls a type by, without nullable annotations.</summary>
    public static string GlobalName(this ITypeSymbol type) => TypeNames.Of(type);

    /// <summary>Whether a type is (made from) the definition of that name, type parameters included.</summary>
    public static bool Is(this ITypeSymbol? type, string definitionName) =>
        type is not null && EndsWith(definitionName, type.Name) && type.OriginalDefinition.ToDisplayString(_definitionName) == definitionName;

    // Writing a name out in full costs far more than this look at its end, and nearly every question is answered by it.
    private static bool EndsWith(string definitionName, string name)
    {
        var end = definitionName.IndexOf('<');
        var start = (end < 0 ? definitionName.Length : end) - name.Length;
        return start > 0 && definitionName[start - 1] == '.' && string.CompareOrdinal(definitionName, start, name, 0, name.Length) == 0;
    }

    /// <summary>Whether a type is of that namespace.</summary>
    public static bool IsIn(this ITypeSymbol type, string namespaceName) =>
        type.ContainingNamespace is { IsGlobalNamespace: false } space
        && namespaceName.EndsWith(space.Name, StringComparison.Ordinal)
        && space.ToDisplayString() == namespaceName;

    /// <summary>A type and what it derives from.</summary>
    public static IEnumerable<ITypeSymbol> SelfAndBases(this ITypeSymbol type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            yield return at;
        }
    }

    public static AttributeData? Attribute(this ISymbol symbol, string definitionName)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass.Is(definitionName))
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>An attribute's class as code names the attribute: without the suffix <c>Attribute</c>.</summary>
    public static string AttributeName(this ITypeSymbol attribute)
    {
        const string Suffix = nameof(Attribute);
        var name = attribute.Name;
        return name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
    }

    public static TypedConstant? Named(this AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return argument.Value;
            }
        }

        return null;
    }

    public static bool Implements(this ITypeSymbol type, string interfaceDefinitionName)
    {
        foreach (var candidate in type.AllInterfaces)
        {
            if (candidate.Is(interfaceDefinitionName))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether code in another class of the assembly can name a symbol.</summary>
    public static bool IsAccessibleInAssembly(this ISymbol symbol) => symbol.InaccessiblePart() is null;

    /// <summary>The symbol, or the type around it, that keeps other classes of the assembly from naming it.</summary>
    public static ISymbol? InaccessiblePart(this ISymbol symbol)
    {
        for (var current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            if (current is INamedTypeSymbol { IsFileLocal: true } || current.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal))
            {
                return current;
            }
        }

        return null;
    }

    public static ITypeSymbol? NullableUnderlying(this ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : null;

    /// <summary>What messages call the method or constructor that a parameter belongs to: <c>Class.Method</c>, or <c>Class</c>.</summary>
    public static string OwnerName(this IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: not MethodKind.Constructor } method ? method.HandlerName() : parameter.ContainingType.Name;

    /// <summary>What messages call a handler: <c>Class.Method</c>.</summary>
    public static string HandlerName(this IMethodSymbol method) => $"{method.ContainingType.Name}.{method.Name}";

    public static string Literal(this string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>A text for a comment or directive, which ends with its line.</summary>
    public static string OnOneLine(this string text) =>
        string.Concat(text.Select(static c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));

    /// <summary>An identifier as source must write it: keywords with <c>@</c>.</summary>
    public static string Escaped(this string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(identifier) != SyntaxKind.None
            ? "@" + identifier
            : identifier;
}
