namespace WsScaffold.Generator.Json.Enums;

/// <summary>The values of <c>JsonSourceGenerationMode</c>.</summary>
[Flags]
internal enum GenerationMode
{
    Default = 0,
    Metadata = 1,
    Serialization = 2,
}
