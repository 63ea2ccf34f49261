using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WsScaffold.Gateway.Http;

/// <summary>Writes the JSON objects of strings that errors consist of.</summary>
internal static class ErrorBody
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <c>{"message":"…"}</c>.</summary>
    public static ReadOnlyMemory<byte> Message(string message) => Write(("message", message));

    public static ReadOnlyMemory<byte> Write(params ReadOnlySpan<(string Name, string Value)> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            json.WriteStartObject();
            foreach (var (name, value) in members)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
