namespace WsScaffold.Generator.Json.Direct;

/// <summary>A message is read (or written) directly when everything that it consists of is.</summary>
internal sealed class DirectClosure
{
    private readonly Dictionary<string, TypeContract> _contracts;
    private readonly Func<TypeContract, string?> _reject;
    private readonly Func<TypeContract, IEnumerable<(string TypeName, string Member)>> _parts;
    private readonly SortedSet<string> _types = new(StringComparer.Ordinal);

    private DirectClosure(
        ContractTable table,
        IEnumerable<string> roots,
        string? rejection,
        Func<TypeContract, string?> reject,
        Func<TypeContract, IEnumerable<(string TypeName, string Member)>> parts)
    {
        _contracts = table.Contracts.ToDictionary(static contract => contract.TypeName, StringComparer.Ordinal);
        (_reject, _parts) = (reject, parts);
        foreach (var root in roots.InOrder())
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            if ((rejection ?? Reject(root, "", seen)) is { } reason)
            {
                Rejections.Add(root, reason);
                continue;
            }

            Roots.Add(root);
            _types.UnionWith(seen);
        }
    }

    public List<string> Roots { get; } = [];

    public SortedDictionary<string, string> Rejections { get; } = new(StringComparer.Ordinal);

    /// <summary>The types that code is needed for, ordered by name.</summary>
    public IEnumerable<string> Types => _types;

    public static DirectClosure Reading(ContractTable table, ContractOptions options, IEnumerable<string> roots) => new(
        table,
        roots,
        DirectRules.RejectAll(options),
        contract => DirectRules.RejectReading(contract, options),
        contract => Parts(contract, options, DirectMembers.IsRead));

    public static DirectClosure Writing(ContractTable table, ContractOptions options, IEnumerable<string> roots) => new(
        table,
        roots,
        DirectRules.RejectAll(options),
        contract => DirectRules.RejectWriting(contract, options),
        contract => Parts(contract, options, DirectMembers.IsWritten));

    private string? Reject(string typeName, string path, HashSet<string> seen)
    {
        if (!seen.Add(typeName))
        {
            return null;
        }

        if (!_contracts.TryGetValue(typeName, out var contract))
        {
            return $"{Subject(typeName, path)} is listed by the project's own context";
        }

        if (_reject(contract) is { } reason)
        {
            return $"{Subject(typeName, path)} {reason}";
        }

        foreach (var (part, member) in _parts(contract))
        {
            if (Reject(part, path + member, seen) is { } partReason)
            {
                return partReason;
            }
        }

        return null;
    }

    private static string Subject(string typeName, string path) =>
        path.Length == 0 ? "it" : $"its '{path.TrimStart('.')}' ({TypeNames.ForMessages(typeName)})";

    private static IEnumerable<(string TypeName, string Member)> Parts(
        TypeContract contract,
        ContractOptions options,
        Func<DirectMember, bool> counts
    ) =>
        contract switch
        {
            NullableContract nullable => [(nullable.UnderlyingTypeName, "")],
            CollectionContract collection => [(DirectCollections.Of(collection)!.Element, "[]")],
            ObjectContract type => DirectMembers
                .Of(type, options)
                .Where(counts)
                .Select(static member => (member.Model.TypeName, "." + member.Model.Name)),
            _ => [],
        };
}
