using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Json.Enums;

namespace WsScaffold.Generator.Json;

/// <summary>Attributes that System.Text.Json rejects where they stand: at run time, the first time that it meets the type.</summary>
internal static class AttributeRules
{
    private const string Constructor = "JsonConstructorAttribute";

    public static void Check(ObjectContract contract, INamedTypeSymbol type, ClosureWalk walk)
    {
        if (type.InstanceConstructors.Where(static one => JsonAttributes.Has(one, Constructor)).Skip(1).FirstOrDefault() is { } second)
        {
            walk.RejectAttribute(JsonAttributes.Find(second, Constructor), type, "two constructors have [JsonConstructor]. Mark only one.");
        }

        PolymorphismRules.Check(type, walk);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in contract.Members)
        {
            // What a derived type hides is looked at no more.
            if (names.Add(member.Name)
                && ObjectRules.Declared(type, member.Name) is { } declared
                && Problem(contract, member, declared) is var (attribute, problem))
            {
                walk.RejectAttribute(JsonAttributes.Find(declared, attribute), declared, problem);
            }
        }
    }

    private static (string Attribute, string Text)? Problem(ObjectContract contract, MemberModel member, ISymbol declared)
    {
        var type = (declared as IPropertySymbol)?.Type ?? ((IFieldSymbol)declared).Type;
        var isParameter = contract.Constructor?.IndexOf(member) >= 0;
        return member switch
        {
            { IsRequired: true, IsExtensionData: true } => (
                "JsonRequiredAttribute",
                "extension data can't be required. Remove one of the two."
            ),
            { IsRequired: true }
                when !isParameter && (member.Setter == Access.None || member.IgnoreCondition == IgnoreCondition.WhenReading) => (
                "JsonRequiredAttribute",
                "it is required, but reading can't set it. Add a setter or a constructor parameter, or make it optional."
            ),
            { IgnoreCondition: IgnoreCondition.Always } => null,
            { IsExtensionData: true } when isParameter => (
                "JsonExtensionDataAttribute",
                "extension data can't be a constructor parameter. Add a setter instead."
            ),
            { IsExtensionData: true } when contract.Settings.UnmappedMembers == UnmappedMembers.Disallow => (
                "JsonExtensionDataAttribute",
                "the type disallows unmapped members, which this member would collect. Remove one of the two."
            ),
            { IgnoreCondition: IgnoreCondition.WhenWritingNull } when type.IsNeverNull() => (
                "JsonIgnoreAttribute",
                "it is never null. Use JsonIgnoreCondition.WhenWritingDefault, or make it nullable."
            ),
            { NumberHandling: not null, Converter: null } when !MayHoldNumbers(type) => (
                "JsonNumberHandlingAttribute",
                "it holds no number. Remove [JsonNumberHandling]."
            ),
            { Creation: ObjectCreation.Populate } when PopulateProblem(contract, member, type) is { } problem => (
                "JsonObjectCreationHandlingAttribute",
                problem
            ),
            _ => null,
        };
    }

    private static string? PopulateProblem(ObjectContract contract, MemberModel member, ITypeSymbol type) =>
        contract.Constructor is { Parameters.Count: > 0 }
            ? "it can't be populated in a type whose constructor has parameters. Remove [JsonObjectCreationHandling]."
        : member.Getter == Access.None ? "it can't be populated without a getter. Add one, or remove [JsonObjectCreationHandling]."
        : member.Converter is not null || type.TypeKind is TypeKind.Enum or TypeKind.Array || Scalars.Find(type) is not null
            ? "its value can't be populated. Remove [JsonObjectCreationHandling]."
        : type.IsValueType && member.Setter == Access.None
            ? "a struct can't be populated without a setter. Add one, or remove [JsonObjectCreationHandling]."
        : null;

    // Of collections only the elements count. What those may be is left to the serializer.
    private static bool MayHoldNumbers(ITypeSymbol type)
    {
        var value = type.NullableUnderlying() ?? type;
        return value.SpecialType is SpecialType.System_Object or (>= SpecialType.System_SByte and <= SpecialType.System_Double)
            || Scalars.Find(value) is "HalfConverter" or "Int128Converter" or "UInt128Converter" or "ObjectConverter"
            || (CollectionParser.Applies(value) && Scalars.Find(value) is null);
    }
}
