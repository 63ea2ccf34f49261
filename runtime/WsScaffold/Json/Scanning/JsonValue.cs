using System.Buffers.Text;
using System.Text.Json;

namespace WsScaffold.Json.Scanning;

/// <summary>The position and the kind of a JSON value in an event. For a string, the position excludes its quotes.</summary>
internal readonly record struct JsonValue(JsonTokenType Kind, int Start, int Length, bool IsEscaped = false)
{
    public bool IsTrue => Kind == JsonTokenType.True;

    /// <summary>The value as written.</summary>
    public Range WithQuotes => Kind == JsonTokenType.String ? (Start - 1)..(Start + Length + 1) : Start..(Start + Length);

    public static JsonValue String(JsonText text) => new(JsonTokenType.String, text.Start, text.Length, text.IsEscaped);

    /// <summary>Reads the value after the property name at which the reader is positioned.</summary>
    public static JsonValue Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return String(JsonText.At(ref reader));
        }

        var (kind, start) = (reader.TokenType, (int)reader.TokenStartIndex);
        reader.Skip();
        return new(kind, start, (int)reader.BytesConsumed - start);
    }

    public JsonText AsText() => Kind == JsonTokenType.String ? new(Start, Length, IsEscaped) : JsonText.Absent;

    public JsonMap AsMap() => Kind == JsonTokenType.StartObject ? new(Start, Length) : default;

    /// <summary>The value as an integer; null if it has a fraction or an exponent.</summary>
    public long? AsInt64(ReadOnlySpan<byte> json) =>
        Kind == JsonTokenType.Number && Utf8Parser.TryParse(json.Slice(Start, Length), out long value, out var read) && read == Length
            ? value
            : null;
}
