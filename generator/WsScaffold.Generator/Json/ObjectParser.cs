using Microsoft.CodeAnalysis;

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
                walk.Refuse(parameter.Type, UnsupportedReason.ConstructorParameter, "." + parameter.Name, parameter);
                return null;
            }

            walk.Reach(parameter.Type, "." + parameter.Name, parameter);
        }

        ReachDerivedTypes(type, walk);
        return new(
            TypeNames.Of(type),
            ConstructorParser.Parse(type, constructor),
            Members(type, !ConstructorParser.SetsRequiredMembers(constructor), walk).ToEquatableArray(),
            new(
                JsonAttributes.Number(type, "JsonNumberHandlingAttribute"),
                JsonAttributes.Number(type, "JsonUnmappedMemberHandlingAttribute"),
                JsonAttributes.Number(type, "JsonObjectCreationHandlingAttribute")));
    }

    // System.Text.Json reads the discriminators itself; it only needs the contracts.
    private static void ReachDerivedTypes(INamedTypeSymbol type, ClosureWalk walk)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute is { AttributeClass.Name: "JsonDerivedTypeAttribute", ConstructorArguments: [{ Value: INamedTypeSymbol derived }, ..] })
            {
                walk.Reach(derived, "");
            }
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

                if (member.IsVirtual && member.IgnoreCondition == MemberParser.Always)
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

    private static IEnumerable<INamedTypeSymbol> Hierarchy(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Interface)
        {
            return new[] { type }.Concat(type.AllInterfaces);
        }

        return BaseTypes(type);
    }

    private static IEnumerable<INamedTypeSymbol> BaseTypes(INamedTypeSymbol type)
    {
        for (var at = type; at is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; at = at.BaseType)
        {
            yield return at;
        }
    }
}
