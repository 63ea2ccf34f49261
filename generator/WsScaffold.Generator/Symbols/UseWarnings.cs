using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Symbols;

/// <summary>
/// What the compiler says to code that uses something obsolete or experimental. The warning is for people: the user has it
/// where the user wrote the name, and generated code that repeats the name adds nothing.
/// </summary>
internal static class UseWarnings
{
    private const string Obsolete = "System.ObsoleteAttribute";
    private const string Experimental = "System.Diagnostics.CodeAnalysis.ExperimentalAttribute";

    /// <summary>Whether the member itself is obsolete or experimental. An unsafe accessor names such a member without using it.</summary>
    public static bool Apply(ISymbol member) => member.ContainingType.TypeKind != TypeKind.Interface && OfAttributes(member).Any();

    /// <summary>The ids that naming a type, and the types around and below it, gives rise to.</summary>
    public static EquatableArray<string> Of(ITypeSymbol type) => Sorted(OfType(type));

    /// <summary>The ids that calling a method gives rise to.</summary>
    public static EquatableArray<string> Of(IMethodSymbol method) => Sorted(OfAttributes(method).Concat(OfType(method.ContainingType)));

    /// <summary>Whether using a member is an error, which nothing turns off.</summary>
    public static bool IsError(ISymbol member) => member.GetAttributes().Any(attribute =>
        attribute is { AttributeClass: { } type, ConstructorArguments: [_, { Value: true }] } && TypeNames.OfDefinition(type) == Obsolete);

    public static EquatableArray<string> Sorted(IEnumerable<string> ids) =>
        ids.Distinct(StringComparer.Ordinal).OrderBy(static id => id, StringComparer.Ordinal).ToEquatableArray();

    private static IEnumerable<string> OfType(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => OfType(array.ElementType),
        INamedTypeSymbol named => Around(named).SelectMany(OfAttributes).Concat(named.TypeArguments.SelectMany(OfType)),
        _ => [],
    };

    // A base type declares members too, and is named where they are.
    private static IEnumerable<INamedTypeSymbol> Around(INamedTypeSymbol type)
    {
        for (var at = type; at is { SpecialType: SpecialType.None }; at = at.BaseType)
        {
            for (var container = at; container is not null; container = container.ContainingType)
            {
                yield return container;
            }
        }
    }

    private static IEnumerable<string> OfAttributes(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            switch (attribute.AttributeClass is { } type ? TypeNames.OfDefinition(type) : null)
            {
                case Obsolete:
                    yield return attribute.ConstructorArguments.Length == 0 ? "CS0612" : "CS0618";
                    break;
                case Experimental when attribute.ConstructorArguments is [{ Value: string id }]:
                    yield return id;
                    break;
            }
        }
    }
}
