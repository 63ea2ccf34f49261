using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace InProcess.Contenders;

/// <summary>
/// The lower bound of the cost with the reader and writer of System.Text.Json: code that is written by hand for this one route. It reads
/// the event in one pass, binds the message from UTF-8, and writes the response into buffers that it reuses.
/// </summary>
internal sealed class LowerBoundContender : IContender, IDisposable
{
    private static readonly JsonWriterOptions _relaxed =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _body = new();
    private readonly ArrayBufferWriter<byte> _response = new();
    private readonly Utf8JsonWriter _bodyWriter;
    private readonly Utf8JsonWriter _responseWriter;

    public LowerBoundContender()
    {
        _bodyWriter = new Utf8JsonWriter(_body, _relaxed);
        _responseWriter = new Utf8JsonWriter(_response, _relaxed);
    }

    public string Name => "lower bound";

    public ReadOnlyMemory<byte> Respond(ReadOnlyMemory<byte> lambdaEvent)
    {
        var unescaped = ArrayPool<byte>.Shared.Rent(lambdaEvent.Length);
        try
        {
            if (!TryReadBody(lambdaEvent.Span, unescaped, out var length))
            {
                throw new InvalidDataException("The event is not a sendMessage event.");
            }

            var (message, id) = Bind(unescaped.AsSpan(0, length));
            WriteBody(id, Handle(message));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(unescaped);
        }

        WriteResponse();
        return _response.WrittenMemory;
    }

    public void Dispose()
    {
        _bodyWriter.Dispose();
        _responseWriter.Dispose();
    }

    private static int Handle(Message message) => message.Text.Length;

    private static bool TryReadBody(ReadOnlySpan<byte> lambdaEvent, Span<byte> body, out int length)
    {
        length = 0;
        var isSendMessage = false;
        var reader = new Utf8JsonReader(lambdaEvent);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.CurrentDepth == 2 && reader.ValueTextEquals("routeKey"u8))
            {
                reader.Read();
                isSendMessage = reader.ValueTextEquals("sendMessage"u8);
            }
            else if (reader.CurrentDepth == 1 && reader.ValueTextEquals("body"u8))
            {
                reader.Read();
                length = reader.CopyString(body);
            }
        }

        return isSendMessage;
    }

    private static (Message Message, long? Id) Bind(ReadOnlySpan<byte> body)
    {
        var (room, text, id) = (default(string), default(string), default(long?));
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.ValueTextEquals("room"u8))
            {
                reader.Read();
                room = reader.GetString();
            }
            else if (reader.ValueTextEquals("text"u8))
            {
                reader.Read();
                text = reader.GetString();
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                id = reader.GetInt64();
            }
        }

        return room is null || text is null ? throw new InvalidDataException("room or text is missing.") : (new Message(room, text), id);
    }

    private void WriteBody(long? id, int delivered)
    {
        _body.ResetWrittenCount();
        _bodyWriter.Reset();
        _bodyWriter.WriteStartObject();
        _bodyWriter.WriteString("type"u8, "sendMessage"u8);
        if (id is { } value)
        {
            _bodyWriter.WriteNumber("id"u8, value);
        }

        _bodyWriter.WriteStartObject("data"u8);
        _bodyWriter.WriteNumber("delivered"u8, delivered);
        _bodyWriter.WriteEndObject();
        _bodyWriter.WriteEndObject();
        _bodyWriter.Flush();
    }

    private void WriteResponse()
    {
        _response.ResetWrittenCount();
        _responseWriter.Reset();
        _responseWriter.WriteStartObject();
        _responseWriter.WriteNumber("statusCode"u8, 200);
        _responseWriter.WriteString("body"u8, _body.WrittenSpan);
        _responseWriter.WriteEndObject();
        _responseWriter.Flush();
    }

    private sealed record Message(string Room, string Text);
}
