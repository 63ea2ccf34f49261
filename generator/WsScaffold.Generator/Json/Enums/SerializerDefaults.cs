namespace WsScaffold.Generator.Json.Enums;

/// <summary>The values of <c>JsonSerializerDefaults</c>.</summary>
internal enum SerializerDefaults
{
    General,
    Web,
    Strict,
}
