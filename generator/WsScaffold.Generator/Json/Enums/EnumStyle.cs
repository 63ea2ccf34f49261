namespace WsScaffold.Generator.Json.Enums;

/// <summary>The values of <c>WsScaffold.JsonEnumStyle</c>.</summary>
internal enum EnumStyle
{
    /// <summary>Names under the naming policy of members: readable on the wire, and stable when members are reordered.</summary>
    Names,
    Numbers,
}
