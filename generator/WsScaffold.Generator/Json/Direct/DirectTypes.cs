using WsScaffold.Generator.Json.Enums;

namespace WsScaffold.Generator.Json.Direct;

/// <summary>The contracts by name, for code that reads and writes what they describe.</summary>
internal sealed class DirectTypes(ContractTable table)
{
    private readonly Dictionary<string, int> _indices = Enumerable.Range(0, table.Contracts.Count)
        .ToDictionary(i => table.Contracts[i].TypeName, static i => i, StringComparer.Ordinal);

    public TypeContract this[string typeName] => table.Contracts[_indices[typeName]];

    /// <summary>The number by which generated code names what belongs to the type.</summary>
    public int IndexOf(string typeName) => _indices[typeName];

    public bool CanBeNull(string typeName) => this[typeName] switch
    {
        ScalarContract scalar => DirectScalars.CanBeNull(scalar),
        ObjectContract type => !type.IsValueType,
        NullableContract or CollectionContract => true,
        _ => false,
    };

    /// <summary>Whether values of the type have a method of their own; others are read and written where they stand.</summary>
    public bool HaveMethod(string typeName, ContractOptions options) => this[typeName] switch
    {
        ScalarContract or NullableContract => false,
        EnumContract => options.Enums == EnumStyle.Names,
        _ => true,
    };

    /// <summary>The contract of a number that an enum is made of, which needn't be among the others.</summary>
    public static ScalarContract Number(string typeName) => new(typeName, typeName switch
    {
        "sbyte" => "SByteConverter",
        "byte" => "ByteConverter",
        "short" => "Int16Converter",
        "ushort" => "UInt16Converter",
        "uint" => "UInt32Converter",
        "long" => "Int64Converter",
        "ulong" => "UInt64Converter",
        _ => "Int32Converter",
    });
}
