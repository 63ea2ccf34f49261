namespace WsScaffold.Generator.Json;

/// <summary>What the API's attribute says about JSON.</summary>
internal sealed record ContractOptions(EnumStyle Enums = EnumStyle.Names)
{
    public static ContractOptions Default { get; } = new();
}

internal enum EnumStyle
{
    /// <summary>Names under the naming policy of members: readable on the wire, and stable when members are reordered.</summary>
    Names,
    Numbers,
}
