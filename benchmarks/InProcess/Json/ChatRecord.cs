using System.Text.Json.Serialization;

namespace InProcess.Json;

/// <summary>A record as chats have them: five members, a list of three messages, an enum written as its name.</summary>
public sealed record ChatRecord(string Id, string Room, long Sequence, bool IsLast, List<ChatLine> Lines);

public sealed record ChatLine(string User, string Text, LineKind Kind);

public enum LineKind
{
    Text,
    Image,
}

/// <summary>What people write to have System.Text.Json generate its code for it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ChatRecord))]
internal sealed partial class ChatRecordContext : JsonSerializerContext;
