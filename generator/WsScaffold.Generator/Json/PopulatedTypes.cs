using WsScaffold.Generator.Json.Enums;

namespace WsScaffold.Generator.Json;

/// <summary>
/// The types whose objects reading may fill instead of making them, because <c>[JsonObjectCreationHandling]</c> stands on a
/// member or around it. Only there does System.Text.Json set what is a constructor's parameter.
/// See <see href="https://learn.microsoft.com/dotnet/standard/serialization/system-text-json/populate-properties"/>.
/// </summary>
internal sealed class PopulatedTypes
{
    // What a context of the project's own says of a member isn't known.
    private readonly bool _isEveryType;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public PopulatedTypes(ContractTable table, ContractOptions options)
    {
        _isEveryType = options.Own is not null;
        var contracts = table.Contracts.ToDictionary(static contract => contract.TypeName, StringComparer.Ordinal);
        foreach (var type in table.Contracts.OfType<ObjectContract>())
        {
            foreach (var member in type.Members.Where(member => (member.Creation ?? type.Settings.Creation) == ObjectCreation.Populate))
            {
                Add(member.TypeName, contracts);
            }
        }
    }

    public bool Contains(ObjectContract contract) => _isEveryType || _names.Contains(contract.TypeName);

    private void Add(string typeName, Dictionary<string, TypeContract> contracts)
    {
        if (!_names.Add(typeName) || !contracts.TryGetValue(typeName, out var contract))
        {
            return;
        }

        switch (contract)
        {
            case NullableContract nullable:
                Add(nullable.UnderlyingTypeName, contracts);
                break;
            case ObjectContract type:
                foreach (var derived in type.DerivedTypes)
                {
                    Add(derived, contracts);
                }

                break;
        }
    }
}
