using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WsScaffold.Testing.Conversations;

/// <summary>Reads messages of a type that the API sends.</summary>
/// <param name="Contract">The contract of the type.</param>
/// <param name="Names">The values of <c>type</c> in the envelope; <see langword="null"/> if the API uses no envelope.</param>
internal sealed record OutgoingMessage(JsonTypeInfo Contract, IReadOnlyList<string>? Names)
{
    public string Description => Names is null
        ? Contract.Type.Name
        : $"{Contract.Type.Name} (\"type\":\"{string.Join("\" or \"", Names)}\")";

    /// <summary>Reads the message if the text is a message of this type.</summary>
    public bool TryRead<T>(string text, [MaybeNullWhen(false)] out T message)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            message = Data(json.RootElement) is { } data ? data.Deserialize((JsonTypeInfo<T>)Contract) : default;
            return message is not null;
        }
        catch (JsonException)
        {
            message = default;
            return false;
        }
    }

    private JsonElement? Data(JsonElement frame) =>
        Names is null ? frame
        : frame.ValueKind == JsonValueKind.Object
            && frame.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && Names.Contains(type.GetString())
            && frame.TryGetProperty("data", out var data) ? data
        : null;
}
