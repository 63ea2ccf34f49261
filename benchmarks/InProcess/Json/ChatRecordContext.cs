using System.Text.Json.Serialization;

namespace InProcess.Json;

/// <summary>Makes System.Text.Json generate the code for the record.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ChatRecord))]
internal sealed partial class ChatRecordContext : JsonSerializerContext;
