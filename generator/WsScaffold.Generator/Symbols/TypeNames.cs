using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Symbols;

/// <summary>The names of types, in generated code and in messages.</summary>
internal static class TypeNames
{
    private const string Global = "global::";

    // Tuple element names and nullable annotations don't make another type: typeof is the same, so the text has to be.
    private static readonly SymbolDisplayFormat _format = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes
        | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
        | SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    private static readonly SymbolDisplayFormat _definition = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>The type as generated code names it, without nullable annotations.</summary>
    public static string Of(ITypeSymbol type) => type.TypeKind == TypeKind.Dynamic ? "object" : type.ToDisplayString(_format);

    /// <summary>Namespace and name without type arguments, by which types of the framework are recognised.</summary>
    public static string OfDefinition(ITypeSymbol type) => type.ToDisplayString(_definition);

    /// <summary>The name that <see cref="Of"/> returns, or a text with several of them, as messages show it.</summary>
    public static string ForMessages(string typeName) => typeName.Replace(Global, "");

    /// <summary>Whether code elsewhere in the assembly can write the type's name.</summary>
    public static bool CanBeNamed(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => CanBeNamed(array.ElementType),
        INamedTypeSymbol named => IsReachable(named) && named.TypeArguments.All(CanBeNamed),
        _ => true,
    };

    private static bool IsReachable(INamedTypeSymbol type) =>
        !type.IsFileLocal
        && type.DeclaredAccessibility
            is Accessibility.Public
                or Accessibility.Internal
                or Accessibility.ProtectedOrInternal
                or Accessibility.NotApplicable
        && (type.ContainingType is null || CanBeNamed(type.ContainingType));
}
