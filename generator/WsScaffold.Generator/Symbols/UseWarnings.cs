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
    public static EquatableArray<string> Of(ITypeSymbol type) => OfType(type).InOrder().ToEquatableArray();

    /// <summary>The ids that calling a method gives rise to.</summary>
    public static EquatableArray<string> Of(IMethodSymbol method) =>
        OfAttributes(method).Concat(OfType(method.ContainingType)).InOrder().ToEquatableArray();

    /// <summary>Whether using a member is an error, which nothing turns off.</summary>
    public static bool IsError(ISymbol member) =>
        member.Attribute(Obsolete) is { ConstructorArguments: [_, { Value: true }] };

    private static IEnumerable<string> OfType(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => OfType(array.ElementType),

        // A base type declares members too, and is named where they are.
        INamedTypeSymbol named => named.SelfAndBases()
            .TakeWhile(static current => current.SpecialType == SpecialType.None)
            .SelectMany(static current => current.SelfAndContainers())
            .SelectMany(OfAttributes)
            .Concat(named.TypeArguments.SelectMany(OfType)),
        _ => [],
    };

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
