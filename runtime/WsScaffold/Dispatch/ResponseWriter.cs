using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using WsScaffold.Generated.Json;

namespace WsScaffold.Dispatch;

/// <summary>Writes the response to an event, and the function's response around it. Reused for later events.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A writer over a buffer holds no resources.")]
internal sealed class ResponseWriter
{
    // Memory above this size is released: such responses are rare.
    private const int MaxKeptBytes = 65_536;

    private static readonly JsonWriterOptions _writerOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private Utf8JsonWriter? _writer;
    private DirectWriter _message = new();
    private bool _isWritten;

    /// <summary>The message; null without a response.</summary>
    public ReadOnlyMemory<byte>? Message => _isWritten ? _message.Written : default(ReadOnlyMemory<byte>?);

    /// <summary>Clears the response. If a filter calls the handler twice, the last response counts; an incomplete one never does.</summary>
    public void Reset()
    {
        _message.Reset();
        _writer?.Reset();
        _isWritten = false;
    }

    public void WriteText(string text)
    {
        Reset();
        Encoding.UTF8.GetBytes(text.AsSpan(), _message);
        _isWritten = true;
    }

    public void WriteUtf8(ReadOnlySpan<byte> utf8)
    {
        Reset();
        _message.Write(utf8);
        _isWritten = true;
    }

    /// <summary>Writes a value without an envelope.</summary>
    public void WriteValue<T>(T value, DirectContract<T> contract)
    {
        Reset();
        if (contract.TryWrite(_message, value))
        {
            _isWritten = true;
            return;
        }

        Reset();
        var writer = Writer;
        JsonSerializer.Serialize(writer, value, contract.Contract);
        Finish(writer);
    }

    /// <summary>Writes a value in its envelope.</summary>
    /// <param name="id">The ID of the request as written; empty without one.</param>
    public void WriteValue<T>(T value, DirectContract<T> contract, ReadOnlySpan<byte> type, ReadOnlySpan<byte> id)
    {
        Reset();
        _message.WriteRaw("{\"type\":"u8);
        _message.WriteString(type);
        if (!id.IsEmpty)
        {
            _message.WriteRaw(",\"id\":"u8);
            _message.WriteRaw(id);
        }

        _message.WriteRaw(",\"data\":"u8);
        if (contract.TryWrite(_message, value))
        {
            _message.WriteRaw("}"u8);
            _isWritten = true;
            return;
        }

        Reset();
        var writer = Writer;
        WriteEnvelope(writer, type, id);
        JsonSerializer.Serialize(writer, value, contract.Contract);
        writer.WriteEndObject();
        Finish(writer);
    }

    /// <summary>Writes the response to a heartbeat, like the response <c>"pong"</c> of a handler.</summary>
    /// <param name="type">The route key; empty without an envelope.</param>
    /// <param name="id">The ID of the request as written; empty without one.</param>
    public void WriteKeepAlive(ReadOnlySpan<byte> type, ReadOnlySpan<byte> id)
    {
        Reset();
        var writer = Writer;
        if (type.IsEmpty)
        {
            writer.WriteStringValue("pong"u8);
        }
        else
        {
            WriteEnvelope(writer, type, id);
            writer.WriteStringValue("pong"u8);
            writer.WriteEndObject();
        }

        Finish(writer);
    }

    /// <summary>Replaces the response with the error frame of a rejection.</summary>
    public void WriteRejection(Rejection rejection, string connectionId, string requestId, ReadOnlySpan<byte> id)
    {
        Reset();
        var writer = Writer;
        rejection.Write(writer, connectionId, requestId, id);
        Finish(writer);
    }

    /// <summary>Writes the decision of an authorizer.</summary>
    public void WriteAuthorization(Authorization authorization, string methodArn)
    {
        Reset();
        var writer = Writer;
        AuthorizerPolicy.Write(writer, authorization, methodArn);
        Finish(writer);
    }

    /// <summary>Writes the function's response: <c>{"statusCode":…}</c>, with the message or the subprotocol.</summary>
    public void WriteTo(IBufferWriter<byte> destination, int statusCode, string? subprotocol, ReadOnlyMemory<byte>? message)
    {
        if (statusCode == 200 && subprotocol is null)
        {
            if (message is null)
            {
                destination.Write("""{"statusCode":200}"""u8);
                return;
            }

            if (QuotedText.TryWrite(destination, """{"statusCode":200,"body":"""u8, message.Value.Span, "}"u8))
            {
                return;
            }
        }

        var writer = Writer;
        writer.Reset(destination);
        writer.WriteStartObject();
        writer.WriteNumber("statusCode"u8, statusCode);
        if (subprotocol is not null)
        {
            writer.WriteStartObject("headers"u8);
            writer.WriteString("Sec-WebSocket-Protocol"u8, subprotocol);
            writer.WriteEndObject();
        }

        if (message is not null)
        {
            writer.WriteString("body"u8, message.Value.Span);
        }

        writer.WriteEndObject();
        writer.Flush();
    }

    /// <summary>Prepares the writer for the next event.</summary>
    public void End()
    {
        if (_message.Capacity > MaxKeptBytes)
        {
            // Not returned to the pool: a handler that a filter no longer awaits may still write to it.
            _message = new DirectWriter();
        }

        _message.Reset();
        _writer?.Reset(_message);
        _isWritten = false;
    }

    // Created on first use: the response to many events is only a status.
    private Utf8JsonWriter Writer => _writer ??= new Utf8JsonWriter(_message, _writerOptions);

    private static void WriteEnvelope(Utf8JsonWriter writer, ReadOnlySpan<byte> type, ReadOnlySpan<byte> id)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, type);
        if (!id.IsEmpty)
        {
            writer.WritePropertyName("id"u8);
            writer.WriteRawValue(id, skipInputValidation: true);
        }

        writer.WritePropertyName("data"u8);
    }

    private void Finish(Utf8JsonWriter writer)
    {
        writer.Flush();
        _isWritten = true;
    }
}
