using System.Text.Json;
using WsScaffold.Json.Errors;

namespace WsScaffold.Dispatch;

/// <summary>The rejection of a request, with a text for the client.</summary>
/// <param name="StatusCode">The status of the handshake (on <c>$connect</c>) or of the error frame (on all other routes).</param>
/// <param name="Errors">The errors of the body, if it is invalid.</param>
/// <param name="Cause">The exception that the handler gave as the cause, for the log.</param>
internal sealed record Rejection(int StatusCode, string Message, IReadOnlyList<BodyError>? Errors = null, Exception? Cause = null)
{
    private readonly Type? _converterError;

    private Rejection(IReadOnlyList<BodyError> errors, Type? converterError)
        : this(400, "Bad request body", errors) => _converterError = converterError;

    /// <summary>
    /// The reason in one line for the log: the text and the paths of the faulty members, but never their values. Of an exception
    /// that a body caused in a converter, constructor or setter, only the type is included: its message can quote the body, and
    /// clients could fill the log with its stack trace.
    /// </summary>
    public string Reason
    {
        get
        {
            var paths = Errors is null ? "" : $" at {string.Join(", ", Errors.Select(static error => error.Path).Distinct())}";
            return _converterError is null ? Message + paths : $"{Message}{paths}, {_converterError} was thrown";
        }
    }

    /// <param name="cause">The exception from a converter, constructor or setter.</param>
    public static Rejection BadBody(IReadOnlyList<BodyError> errors, Exception? cause = null) => new(errors, cause?.GetType());

    /// <summary>Writes the error frame, with the ID of the request if it has one.</summary>
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
