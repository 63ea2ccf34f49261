using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Symbols;

internal static class TypeNames
{
    // Tuple element names and nullable annotations make no other type: typeof is the same, so the text has to be.
    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes
        | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
        | SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    private static readonly SymbolDisplayFormat Definition = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>The type as generated code names it.</summary>
    public static string Of(ITypeSymbol type) => type.TypeKind == TypeKind.Dynamic ? "object" : type.ToDisplayString(Format);

    /// <summary>Namespace and name without type arguments, to recognise types of the framework by.</summary>
    public static string OfDefinition(ITypeSymbol type) => type.ToDisplayString(Definition);

    /// <summary>Whether code elsewhere in the assembly can write the type's name.</summary>
    public static bool CanBeNamed(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => CanBeNamed(array.ElementType),
        INamedTypeSymbol named => IsReachable(named) && named.TypeArguments.All(CanBeNamed),
        _ => true,
    };

    private static bool IsReachable(INamedTypeSymbol type) =>
        !type.IsFileLocal
        && type.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal or Accessibility.NotApplicable
        && (type.ContainingType is null || CanBeNamed(type.ContainingType));
}
