using System.Text.Json.Serialization;

namespace StandIn.Chat;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Join))]
[JsonSerializable(typeof(SendMessage))]
[JsonSerializable(typeof(Frame<Joined>))]
[JsonSerializable(typeof(Frame<MemberJoined>))]
[JsonSerializable(typeof(Frame<MessageSent>))]
[JsonSerializable(typeof(Frame<MessageReceived>))]
[JsonSerializable(typeof(ErrorFrame))]
internal sealed partial class ChatJsonContext : JsonSerializerContext;
