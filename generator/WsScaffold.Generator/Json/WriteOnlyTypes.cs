using WsScaffold.Generator.Json.Enums;

namespace WsScaffold.Generator.Json;

/// <summary>Finds the parts of a body that System.Text.Json can write but not read: it would say so when the first message comes.</summary>
internal static class WriteOnlyTypes
{
    /// <param name="root">The body's type.</param>
    /// <param name="name">Its simple name, which paths begin with.</param>
    /// <param name="contracts">Its closure.</param>
    public static IEnumerable<UnsupportedShape> Find(string root, string name, IEnumerable<TypeContract> contracts)
    {
        var byName = contracts
            .GroupBy(static contract => contract.TypeName)
            .ToDictionary(static group => group.Key, static group => group.First());
        var seen = new HashSet<string>(StringComparer.Ordinal) { root };
        var pending = new Queue<(string TypeName, string Path)>([(root, name)]);
        while (pending.Count > 0)
        {
            var (typeName, path) = pending.Dequeue();
            if (!byName.TryGetValue(typeName, out var contract))
            {
                continue;
            }

            if (IsWriteOnly(contract))
            {
                yield return new(path, TypeNames.ForMessages(typeName), UnsupportedReason.WriteOnly);
                continue;
            }

            foreach (var (part, step) in Parts(contract).Where(part => seen.Add(part.TypeName)))
            {
                pending.Enqueue((part, path + step));
            }
        }
    }

    private static bool IsWriteOnly(TypeContract contract) => contract switch
    {
        ObjectContract { Constructor: null, DerivedTypes.Count: 0 } => true,
        CollectionContract { IsWriteOnly: true } => true,
        _ => false,
    };

    private static IEnumerable<(string TypeName, string Step)> Parts(TypeContract contract) =>
        contract switch
        {
            NullableContract nullable => [(nullable.UnderlyingTypeName, "")],
            CollectionContract collection => collection
                .TypeArguments.Where(argument => argument != collection.TypeName)
                .Select(static argument => (argument, "[]")),
            ObjectContract type => type
                .DerivedTypes.Select(static derived => (derived, ""))
                .Concat((type.Constructor?.Parameters ?? []).Select(static parameter => (parameter.TypeName, "." + parameter.Name)))
                .Concat(type.Members.Where(member => IsRead(member, type)).Select(static member => (member.TypeName, "." + member.Name))),
            _ => [],
        };

    private static bool IsRead(MemberModel member, ObjectContract type) =>
        member is { Setter: not Access.None, Converter: null, IsExtensionData: false, IgnoreCondition: not IgnoreCondition.WhenReading }
        && (!member.IsField || member.IsIncluded)
        && (member.Creation ?? type.Settings.Creation) != ObjectCreation.Populate;
}
