using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Json.Enums;

namespace WsScaffold.Generator.Json;

/// <summary>Describes a type that becomes a JSON object.</summary>
internal static class ObjectParser
{
    public static ObjectContract? Parse(INamedTypeSymbol type, ClosureWalk walk)
    {
        var constructor = ConstructorParser.Choose(type);
        foreach (var parameter in constructor?.Parameters ?? [])
        {
            if (parameter.RefKind is RefKind.Ref or RefKind.Out)
            {
                walk.Reject(parameter.Type, UnsupportedReason.ConstructorParameter, "." + parameter.Name, parameter);
                return null;
            }

            walk.Reach(parameter.Type, "." + parameter.Name, parameter);
        }

        var contract = new ObjectContract(
            TypeNames.Of(type),
            ConstructorParser.Parse(type, constructor),
            Members(type, !ConstructorParser.SetsRequiredMembers(constructor), walk).ToEquatableArray(),
            new(
                JsonAttributes.NumberHandlingOf(type),
                JsonAttributes.UnmappedMembersOf(type),
                JsonAttributes.CreationOf(type)))
        {
            IsValueType = type.IsValueType,
            NotDirect = NotDirect(type),
            DerivedTypes = DerivedTypes(type, walk).ToEquatableArray(),
        };
        ObjectRules.Check(contract, type, walk);
        AttributeRules.Check(contract, type, walk);
        return contract;
    }

    private static string? NotDirect(INamedTypeSymbol type)
    {
        if (JsonAttributes.Has(type, "JsonPolymorphicAttribute") || JsonAttributes.Has(type, "JsonDerivedTypeAttribute"))
        {
            return "is polymorphic";
        }

        if (type.SelfAndOwnBases().SelectMany(static at => at.GetMembers()).Any(IsIgnoredWhenNullThoughItNeverIs))
        {
            return "has a member that can't be null with [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]";
        }

        return type.AllInterfaces.Any(one =>
            TypeNames.OfDefinition(one).StartsWith("System.Text.Json.Serialization.IJsonOn", StringComparison.Ordinal)
        )
            ? "is told when it is read or written"
            : null;
    }

    private static bool IsIgnoredWhenNullThoughItNeverIs(ISymbol member) =>
        member is IPropertySymbol { Type: var type }
        && type.IsNeverNull()
        && JsonAttributes.IgnoreConditionOf(member) == IgnoreCondition.WhenWritingNull;

    // System.Text.Json reads the discriminators itself; it only needs the contracts.
    private static IEnumerable<string> DerivedTypes(INamedTypeSymbol type, ClosureWalk walk)
    {
        foreach (var (_, derived) in JsonAttributes.DerivedTypes(type))
        {
            walk.Reach(derived, "");
            yield return TypeNames.Of(derived);
        }
    }

    private static IEnumerable<MemberModel> Members(INamedTypeSymbol type, bool asksForRequired, ClosureWalk walk)
    {
        var ignoredOverrides = new HashSet<(string Name, string TypeName)>();
        foreach (var declaring in Hierarchy(type))
        {
            foreach (var property in declaring.GetMembers().OfType<IPropertySymbol>())
            {
                if (MemberParser.Parse(property, asksForRequired, walk) is not { } member)
                {
                    continue;
                }

                // An override that is ignored takes what it overrides with it.
                if (member.IsVirtual && ignoredOverrides.Contains((member.Name, member.TypeName)))
                {
                    continue;
                }

                if (member.IsVirtual && member.IgnoreCondition == IgnoreCondition.Always)
                {
                    ignoredOverrides.Add((member.Name, member.TypeName));
                }

                yield return member;
            }

            foreach (var field in declaring.GetMembers().OfType<IFieldSymbol>())
            {
                if (MemberParser.Parse(field, asksForRequired, walk) is { } member)
                {
                    yield return member;
                }
            }
        }
    }

    public static IEnumerable<INamedTypeSymbol> Hierarchy(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Interface ? Interfaces(type) : type.SelfAndOwnBases();

    // The serializer's order: what inherits from nothing comes last, and each before those that it inherits from.
    private static List<INamedTypeSymbol> Interfaces(INamedTypeSymbol type)
    {
        var rest = type.AllInterfaces.Insert(0, type).ToList();
        var ready = new Queue<INamedTypeSymbol>();
        var sorted = new List<INamedTypeSymbol>();
        Take();
        while (ready.Count > 0)
        {
            sorted.Insert(0, ready.Dequeue());
            Take();
        }

        return sorted;

        void Take()
        {
            foreach (
                var next in rest.Where(one =>
                        one.AllInterfaces.All(inherited => sorted.Contains(inherited, SymbolEqualityComparer.Default))
                    )
                    .ToArray()
            )
            {
                rest.Remove(next);
                ready.Enqueue(next);
            }
        }
    }
}
