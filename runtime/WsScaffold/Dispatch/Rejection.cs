using System.Text.Json;
using WsScaffold.Json.Errors;

namespace WsScaffold.Dispatch;

/// <summary>Why a request is refused, in the words that the client may hear.</summary>
/// <param name="StatusCode">The status: of the handshake on <c>$connect</c>, in the frame elsewhere.</param>
/// <param name="Errors">What is wrong with the body, when it is the body.</param>
internal sealed record Rejection(int StatusCode, string Message, IReadOnlyList<BodyError>? Errors = null, Exception? Cause = null)
{
    public static Rejection BadBody(IReadOnlyList<BodyError> errors, Exception? cause = null) => new(400, "Bad request body", errors, cause);

    /// <summary>Writes the error frame, with the id of the request if it had one.</summary>
    public void Write(Utf8JsonWriter writer, string connectionId, string requestId, ReadOnlySpan<byte> id)
    {
        writer.WriteStartObject();
        writer.WriteString("message"u8, Message);
        writer.WriteString("connectionId"u8, connectionId);
        writer.WriteString("requestId"u8, requestId);
        if (Errors is null)
        {
            writer.WriteNumber("status"u8, StatusCode);
        }

        if (!id.IsEmpty)
        {
            writer.WritePropertyName("id"u8);
            writer.WriteRawValue(id, skipInputValidation: true);
        }

        if (Errors is not null)
        {
            WriteErrors(writer, Errors);
        }

        writer.WriteEndObject();
    }

    private static void WriteErrors(Utf8JsonWriter writer, IReadOnlyList<BodyError> errors)
    {
        writer.WriteStartArray("errors"u8);
        foreach (var error in errors)
        {
            writer.WriteStartObject();
            writer.WriteString("path"u8, error.Path);
            writer.WriteString("message"u8, error.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
