using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Json;

/// <summary>
/// What System.Text.Json refuses of the types that a type may be.
/// See <see href="https://learn.microsoft.com/dotnet/standard/serialization/system-text-json/polymorphism"/>.
/// </summary>
internal static class PolymorphismRules
{
    private const string Polymorphic = "JsonPolymorphicAttribute";
    private const string Derived = "JsonDerivedTypeAttribute";

    /// <summary>The value of <c>JsonUnknownDerivedTypeHandling.FallBackToNearestAncestor</c>.</summary>
    private const int NearestAncestor = 2;

    public static void Check(INamedTypeSymbol type, ClosureWalk walk)
    {
        var derived = type.GetAttributes().Where(static attribute => attribute is { AttributeClass.Name: Derived, ConstructorArguments: [{ Value: INamedTypeSymbol }, ..] }).ToArray();
        var polymorphic = JsonAttributes.Find(type, Polymorphic);
        if ((polymorphic ?? derived.FirstOrDefault()) is not { } first)
        {
            return;
        }

        if (type.IsSealed)
        {
            walk.RefuseAttribute(first, type, "a sealed type has no derived ones. Leave the attribute out.");
        }
        else if (derived.Length == 0)
        {
            walk.RefuseAttribute(first, type, "no [JsonDerivedType] says what it may be. List the types.");
        }

        var (types, discriminators) = (new HashSet<ISymbol?>(SymbolEqualityComparer.Default), new HashSet<object>());
        foreach (var attribute in derived)
        {
            var one = (INamedTypeSymbol)attribute.ConstructorArguments[0].Value!;
            var name = one.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
            if (!DerivesFrom(one, type))
            {
                walk.RefuseAttribute(attribute, type, $"'{name}' doesn't derive from it. Derive it, or leave it out.");
            }
            else if (one.IsAbstract && Handling(polymorphic) != NearestAncestor)
            {
                walk.RefuseAttribute(attribute, type, $"'{name}' is abstract, and nothing is ever just that. List the types that derive from it.");
            }
            else if (!types.Add(one))
            {
                walk.RefuseAttribute(attribute, type, $"'{name}' is listed twice. List it once.");
            }
            else if (attribute.ConstructorArguments is [_, { Value: { } discriminator }] && !discriminators.Add(discriminator))
            {
                walk.RefuseAttribute(attribute, type, $"two derived types are called '{discriminator}'. Give '{name}' a name of its own.");
            }
        }
    }

    private static int? Handling(AttributeData? polymorphic) =>
        polymorphic?.NamedArguments.FirstOrDefault(static argument => argument.Key == "UnknownDerivedTypeHandling").Value.Value as int?;

    private static bool DerivesFrom(INamedTypeSymbol derived, INamedTypeSymbol type)
    {
        if (derived.AllInterfaces.Contains(type, SymbolEqualityComparer.Default))
        {
            return true;
        }

        for (INamedTypeSymbol? at = derived; at is not null; at = at.BaseType)
        {
            // An unbound one is open, which is refused as such.
            if (SymbolEqualityComparer.Default.Equals(at, type) || derived.IsUnboundGenericType)
            {
                return true;
            }
        }

        return false;
    }
}
