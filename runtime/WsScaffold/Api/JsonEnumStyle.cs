namespace WsScaffold;

/// <summary>The JSON form of enums.</summary>
public enum JsonEnumStyle
{
    /// <summary>
    /// Names, under the naming policy of members: readable on the wire, and stable when values are reordered. Numbers in a body
    /// are rejected, since they are not part of the contract.
    /// </summary>
    Names,

    /// <summary>Numbers, the default of System.Text.Json.</summary>
    Numbers,
}
