using System.Text.Json.Serialization;

namespace StandIn.Lambda;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FunctionError))]
internal sealed partial class ErrorJsonContext : JsonSerializerContext;
