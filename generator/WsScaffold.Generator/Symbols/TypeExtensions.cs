using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Symbols;

/// <summary>What the parsers ask of types.</summary>
internal static class TypeExtensions
{
    private static readonly SymbolDisplayFormat _definitionName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters);

    /// <summary>Whether a type is (constructed from) the definition of that name, type parameters included.</summary>
    public static bool Is(this ITypeSymbol? type, string definitionName) =>
        type is not null
        && EndsWith(definitionName, type.Name)
        && type.OriginalDefinition.ToDisplayString(_definitionName) == definitionName;

    /// <summary>Whether a type, or one of its base types, is that definition.</summary>
    public static bool DerivesFrom(this ITypeSymbol? type, string definitionName) =>
        type.SelfAndBases().Any(candidate => candidate.Is(definitionName));

    /// <summary>Whether a type implements the interface of that name.</summary>
    public static bool Implements(this ITypeSymbol type, string definitionName) =>
        type.AllInterfaces.Any(candidate => candidate.Is(definitionName));

    /// <summary>Whether a type is declared in that namespace.</summary>
    public static bool IsIn(this ITypeSymbol type, string namespaceName) =>
        type.ContainingNamespace is { IsGlobalNamespace: false } space
        && namespaceName.EndsWith(space.Name, StringComparison.Ordinal)
        && space.ToDisplayString() == namespaceName;

    /// <summary>A class or struct and its base types, the most derived first. Empty for arrays and type parameters.</summary>
    public static IEnumerable<INamedTypeSymbol> SelfAndBases(this ITypeSymbol? type)
    {
        for (var current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            yield return current;
        }
    }

    /// <summary>A type and its base types without those that all types have: <c>object</c>, <c>ValueType</c>.</summary>
    public static IEnumerable<INamedTypeSymbol> SelfAndOwnBases(this ITypeSymbol type) =>
        type.SelfAndBases()
            .TakeWhile(static current => current.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType));

    /// <summary>A type and the types that it is nested in, the innermost first.</summary>
    public static IEnumerable<INamedTypeSymbol> SelfAndContainers(this INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            yield return current;
        }
    }

    /// <summary>The first <c>required</c> member of a type or of its base types; null when there is none.</summary>
    public static ISymbol? RequiredMember(this INamedTypeSymbol type) =>
        type.SelfAndBases()
            .SelectMany(static current => current.GetMembers())
            .FirstOrDefault(static member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true });

    /// <summary>The type in a <c>T?</c> of a value type; null for any other type.</summary>
    public static ITypeSymbol? NullableUnderlying(this ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : null;

    /// <summary>Whether a type is a value type without null.</summary>
    public static bool IsNeverNull(this ITypeSymbol type) => type.IsValueType && type.NullableUnderlying() is null;

    // Writing a name out in full costs far more than comparing its end, which answers most calls.
    private static bool EndsWith(string definitionName, string name)
    {
        var end = definitionName.IndexOf('<');
        var start = (end < 0 ? definitionName.Length : end) - name.Length;
        return start > 0 && definitionName[start - 1] == '.' && string.CompareOrdinal(definitionName, start, name, 0, name.Length) == 0;
    }
}
