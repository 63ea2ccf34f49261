namespace WsScaffold.Generator.Json;

/// <summary>The contracts of one API, each once and ordered by name, with the names that generated code gives them.</summary>
internal sealed record ContractTable(EquatableArray<TypeContract> Contracts, EquatableArray<string> Roots)
{
    /// <param name="all">The closures of all roots; may overlap.</param>
    /// <param name="rootTypeNames">The types that generated code asks for by name.</param>
    public static ContractTable From(IEnumerable<TypeContract> all, IEnumerable<string> rootTypeNames)
    {
        var byName = new SortedDictionary<string, TypeContract>(StringComparer.Ordinal);
        foreach (var contract in all)
        {
            byName[contract.TypeName] = contract;
        }

        var roots = rootTypeNames.Where(byName.ContainsKey).InOrder();
        return new(byName.Values.ToEquatableArray(), roots.ToEquatableArray());
    }

    /// <summary>The property of the emitted class that holds the contract of a root, for example <c>C3</c>.</summary>
    /// <exception cref="ArgumentException">The table has no such root.</exception>
    public string Accessor(string typeName)
    {
        for (var i = 0; i < Roots.Count; i++)
        {
            if (Roots[i] == typeName)
            {
                return $"C{i}";
            }
        }

        throw new ArgumentException($"'{typeName}' is no root of the table.", nameof(typeName));
    }
}
