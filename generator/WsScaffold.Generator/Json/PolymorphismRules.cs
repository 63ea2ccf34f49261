using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Json.Enums;

namespace WsScaffold.Generator.Json;

/// <summary>
/// What System.Text.Json rejects of the types that a type may be.
/// See <see href="https://learn.microsoft.com/dotnet/standard/serialization/system-text-json/polymorphism"/>.
/// </summary>
internal static class PolymorphismRules
{
    private const string Polymorphic = "JsonPolymorphicAttribute";

    public static void Check(INamedTypeSymbol type, ClosureWalk walk)
    {
        var derived = JsonAttributes.DerivedTypes(type).ToArray();
        var polymorphic = JsonAttributes.Find(type, Polymorphic);
        if ((polymorphic ?? derived.FirstOrDefault().Attribute) is not { } first)
        {
            return;
        }

        if (type.IsSealed)
        {
            walk.RejectAttribute(first, type, "a sealed type has no derived types. Remove the attribute.");
        }
        else if (derived.Length == 0)
        {
            walk.RejectAttribute(first, type, "[JsonPolymorphic] needs a [JsonDerivedType] for each derived type. Add them.");
        }

        var (types, discriminators) = (new HashSet<ISymbol?>(SymbolEqualityComparer.Default), new HashSet<object>());
        foreach (var (attribute, derivedType) in derived)
        {
            if (Problem(attribute, derivedType, polymorphic, type, types, discriminators, walk.Options) is { } problem)
            {
                walk.RejectAttribute(attribute, type, problem);
            }
        }
    }

    private static string? Problem(
        AttributeData attribute,
        INamedTypeSymbol derived,
        AttributeData? polymorphic,
        INamedTypeSymbol type,
        HashSet<ISymbol?> types,
        HashSet<object> discriminators,
        ContractOptions options)
    {
        var name = Written(derived);
        if (!DerivesFrom(derived, type))
        {
            return $"'{name}' doesn't derive from it. Derive it, or remove its [JsonDerivedType].";
        }

        if (derived.IsAbstract && Handling(polymorphic) != UnknownDerivedTypes.FallBackToNearestAncestor)
        {
            return $"'{name}' is abstract, so it has no instances. List the types that derive from it instead.";
        }

        if (!types.Add(derived))
        {
            return $"'{name}' is listed twice. List it once.";
        }

        if (attribute.ConstructorArguments is not [_, { Value: { } discriminator }])
        {
            return null;
        }

        if (!discriminators.Add(discriminator))
        {
            return $"two derived types have the discriminator '{discriminator}'. Give '{name}' another one.";
        }

        var property = DiscriminatorName(polymorphic);
        return
            ObjectParser
                .Hierarchy(derived)
                .SelectMany(static at => at.GetMembers())
                .FirstOrDefault(member => IsCalled(property, member, options))
                is { } same
            ? $"'{Written(same)}' has the name '{property}' in JSON, and so does the type discriminator. Rename one of them."
            : null;
    }

    private static string Written(ISymbol symbol) => symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    private static string DiscriminatorName(AttributeData? polymorphic) =>
        polymorphic?.Named("TypeDiscriminatorPropertyName")?.Value as string ?? "$type";

    private static bool IsCalled(string name, ISymbol member, ContractOptions options) =>
        member is IPropertySymbol { IsStatic: false, IsIndexer: false } or IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false }
        && (
            (member is IPropertySymbol && member.DeclaredAccessibility == Accessibility.Public)
            || JsonAttributes.Has(member, "JsonIncludeAttribute")
        )
        && !JsonAttributes.IsIgnored(member)
        && (JsonAttributes.NameOf(member, options.Naming)) == name;

    private static UnknownDerivedTypes? Handling(AttributeData? polymorphic) =>
        (UnknownDerivedTypes?)(polymorphic?.Named("UnknownDerivedTypeHandling")?.Value as int?);

    // An unbound one is open, which is rejected as such.
    private static bool DerivesFrom(INamedTypeSymbol derived, INamedTypeSymbol type) =>
        derived.IsUnboundGenericType || derived.SelfAndBases().Concat(derived.AllInterfaces).Contains(type, SymbolEqualityComparer.Default);
}
