using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace InProcess.Contenders;

/// <summary>
/// How little it can cost with System.Text.Json's reader and writer when everything is written for this one route by hand:
/// one pass over the event, the message bound from UTF-8, the answer written into kept buffers.
/// </summary>
internal sealed class LowerBoundContender : IContender, IDisposable
{
    private static readonly JsonWriterOptions _relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _body = new();
    private readonly ArrayBufferWriter<byte> _answer = new();
    private readonly Utf8JsonWriter _bodyWriter;
    private readonly Utf8JsonWriter _answerWriter;

    public LowerBoundContender()
    {
        _bodyWriter = new Utf8JsonWriter(_body, _relaxed);
        _answerWriter = new Utf8JsonWriter(_answer, _relaxed);
    }

    public string Name => "lower bound";

    public ReadOnlyMemory<byte> Answer(ReadOnlyMemory<byte> lambdaEvent)
    {
        var unescaped = ArrayPool<byte>.Shared.Rent(lambdaEvent.Length);
        try
        {
            if (!TryReadBody(lambdaEvent.Span, unescaped, out var length))
            {
                throw new InvalidDataException("Not a sendMessage event.");
            }

            var (message, id) = Bind(unescaped.AsSpan(0, length));
            WriteBody(id, Handle(message));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(unescaped);
        }

        WriteAnswer();
        return _answer.WrittenMemory;
    }

    public void Dispose()
    {
        _bodyWriter.Dispose();
        _answerWriter.Dispose();
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

    private void WriteAnswer()
    {
        _answer.ResetWrittenCount();
        _answerWriter.Reset();
        _answerWriter.WriteStartObject();
        _answerWriter.WriteNumber("statusCode"u8, 200);
        _answerWriter.WriteString("body"u8, _body.WrittenSpan);
        _answerWriter.WriteEndObject();
        _answerWriter.Flush();
    }

    private sealed record Message(string Room, string Text);
}
