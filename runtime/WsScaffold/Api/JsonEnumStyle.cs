namespace WsScaffold;

/// <summary>How enums appear in JSON.</summary>
public enum JsonEnumStyle
{
    /// <summary>
    /// By name, under the naming policy of members: readable on the wire, and stable when values are reordered. Numbers are
    /// refused: they are no part of the contract.
    /// </summary>
    Names,

    /// <summary>By number, as System.Text.Json does on its own.</summary>
    Numbers,
}
