using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Json.Enums;

namespace WsScaffold.Generator.Json;

/// <summary>What System.Text.Json would reject at run time, the first time that it meets the type.</summary>
internal static class ObjectRules
{
    public static void Check(ObjectContract contract, INamedTypeSymbol type, ClosureWalk walk)
    {
        var members = contract.Members.Where(static member => !member.IsField || member.IsIncluded).ToArray();
        CheckNames(members, type, walk);
        foreach (
            var second in members.Where(static member => member.IsExtensionData && member.IgnoreCondition != IgnoreCondition.Always).Skip(1)
        )
        {
            walk.Reject(Declared(type, second.Name), second.Name, second.TypeName, UnsupportedReason.ExtensionData);
        }

        foreach (var parameter in contract.Constructor?.Parameters ?? [])
        {
            if (
                !members.Any(member =>
                    member.TypeName == parameter.TypeName && member.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase)
                )
            )
            {
                var declared = type
                    .InstanceConstructors.SelectMany(static constructor => constructor.Parameters)
                    .FirstOrDefault(one => one.Name == parameter.Name);
                walk.Reject(declared, parameter.Name, parameter.TypeName, UnsupportedReason.UnboundParameter);
            }
        }
    }

    // In the order of the list: a member of a derived type takes the place of what it hides, and so does one that is ignored.
    private static void CheckNames(MemberModel[] members, INamedTypeSymbol type, ClosureWalk walk)
    {
        var byName = new Dictionary<string, MemberModel>(
            walk.Options.IsCaseInsensitive ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal
        );
        var ignored = new List<MemberModel>();
        foreach (var member in members)
        {
            var name = MemberNames.InJson(member, walk.Options.Naming);
            var isIgnored = member.IgnoreCondition == IgnoreCondition.Always;
            if (!byName.TryGetValue(name, out var other) || other.IgnoreCondition == IgnoreCondition.Always)
            {
                byName[name] = member;
            }
            else if (!isIgnored && !Hides(other, member, type) && !ignored.Any(earlier => Hides(earlier, member, type)))
            {
                walk.Reject(Declared(type, member.Name), member.Name, member.TypeName, UnsupportedReason.SameName, other.Name);
            }

            if (isIgnored)
            {
                ignored.Add(member);
            }
        }
    }

    /// <summary>The member by its name, as the most derived type declares it.</summary>
    public static ISymbol? Declared(INamedTypeSymbol type, string member) =>
        type.SelfAndBases().SelectMany(declaring => declaring.GetMembers(member)).FirstOrDefault();

    private static bool Hides(MemberModel earlier, MemberModel member, INamedTypeSymbol type) =>
        earlier.Name == member.Name
        && (type.TypeKind != TypeKind.Interface || InheritsFrom(type, earlier.Owner.TypeName, member.Owner.TypeName));

    private static bool InheritsFrom(INamedTypeSymbol type, string derived, string inherited) =>
        type.AllInterfaces.Add(type).Any(candidate =>
            TypeNames.Of(candidate) == derived && candidate.AllInterfaces.Any(one => TypeNames.Of(one) == inherited));
}
