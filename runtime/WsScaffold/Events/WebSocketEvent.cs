using System.Text.Json;

namespace WsScaffold.Events;

internal enum EventKind
{
    Connect,
    Message,
    Disconnect,
}

/// <summary>
/// An API Gateway WebSocket event, read in one pass that only notes where things stand. Nothing is copied or decoded
/// until a handler asks for it.
/// </summary>
/// <remarks>
/// Captures of 2019 to 2021 carry nulls, and empty strings where objects belong; a field that is missing, null or of
/// another type than today's is taken as absent. Only what dispatch can't do without is demanded: the event type and
/// the connection ID.
/// </remarks>
internal sealed class WebSocketEvent
{
    private ReadOnlyMemory<byte> _json;

    public ReadOnlySpan<byte> Json => _json.Span;

    public EventKind Kind { get; private set; }

    public JsonText RouteKey { get; private set; }

    public JsonText ConnectionId { get; private set; }

    public JsonText RequestId { get; private set; }

    public JsonText ExtendedRequestId { get; private set; }

    public JsonText MessageId { get; private set; }

    public JsonText MessageDirection { get; private set; }

    public JsonText Stage { get; private set; }

    public JsonText ApiId { get; private set; }

    public JsonText DomainName { get; private set; }

    public JsonText DisconnectReason { get; private set; }

    public int? DisconnectStatusCode { get; private set; }

    public long ConnectedAt { get; private set; }

    public long RequestTimeEpoch { get; private set; }

    public JsonText Body { get; private set; }

    public bool IsBase64Encoded { get; private set; }

    public JsonMap Headers { get; private set; }

    public JsonMap MultiValueHeaders { get; private set; }

    public JsonMap Query { get; private set; }

    public JsonMap MultiValueQuery { get; private set; }

    public JsonMap StageVariables { get; private set; }

    public JsonMap Identity { get; private set; }

    public JsonMap Authorizer { get; private set; }

    private JsonText EventType { get; set; }

    /// <summary>The body between its quotes, to slice without copying.</summary>
    public ReadOnlyMemory<byte> RawBody => _json.Slice(Body.Start, Body.Length);

    /// <exception cref="InvalidEventException">It is not JSON, or not a WebSocket event.</exception>
    public void Read(ReadOnlyMemory<byte> json)
    {
        Clear();
        _json = json;
        try
        {
            ReadEvent(json.Span);
        }
        catch (JsonException e)
        {
            throw new InvalidEventException(
                $"The event is not valid JSON (byte {e.BytePositionInLine} of line {e.LineNumber}). This function answers API Gateway WebSocket events only.", e);
        }

        Kind = EventKindOf(EventType.Raw(json.Span));
        if (!ConnectionId.IsPresent)
        {
            throw new InvalidEventException("The event has no requestContext.connectionId. This function answers API Gateway WebSocket events only.");
        }
    }

    public void Clear()
    {
        _json = default;
        EventType = RouteKey = ConnectionId = RequestId = ExtendedRequestId = MessageId = JsonText.Absent;
        MessageDirection = Stage = ApiId = DomainName = DisconnectReason = Body = JsonText.Absent;
        Headers = MultiValueHeaders = Query = MultiValueQuery = StageVariables = Identity = Authorizer = default;
        DisconnectStatusCode = null;
        ConnectedAt = RequestTimeEpoch = 0;
        IsBase64Encoded = false;
    }

    private static EventKind EventKindOf(ReadOnlySpan<byte> eventType) =>
        eventType.SequenceEqual("MESSAGE"u8) ? EventKind.Message
        : eventType.SequenceEqual("CONNECT"u8) ? EventKind.Connect
        : eventType.SequenceEqual("DISCONNECT"u8) ? EventKind.Disconnect
        : throw new InvalidEventException(
            "The event's requestContext.eventType is not CONNECT, MESSAGE or DISCONNECT. This function answers API Gateway WebSocket events only.");

    private void ReadEvent(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new InvalidEventException("The event is not a JSON object. This function answers API Gateway WebSocket events only.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(ref reader);
        }

        reader.Read(); // Anything behind the object is an error.
    }

    private void ReadMember(ref Utf8JsonReader reader)
    {
        switch (reader.ValueSpan.Length)
        {
            case 14 when reader.ValueTextEquals("requestContext"u8):
                reader.Read();
                ReadRequestContext(ref reader);
                return;
            case 4 when reader.ValueTextEquals("body"u8):
                reader.Read();
                Body = JsonText.At(ref reader);
                break;
            case 15 when reader.ValueTextEquals("isBase64Encoded"u8):
                reader.Read();
                IsBase64Encoded = reader.TokenType == JsonTokenType.True;
                break;
            case 7 when reader.ValueTextEquals("headers"u8):
                Headers = JsonMap.Next(ref reader);
                return;
            case 17 when reader.ValueTextEquals("multiValueHeaders"u8):
                MultiValueHeaders = JsonMap.Next(ref reader);
                return;
            case 21 when reader.ValueTextEquals("queryStringParameters"u8):
                Query = JsonMap.Next(ref reader);
                return;
            case 31 when reader.ValueTextEquals("multiValueQueryStringParameters"u8):
                MultiValueQuery = JsonMap.Next(ref reader);
                return;
            case 14 when reader.ValueTextEquals("stageVariables"u8):
                StageVariables = JsonMap.Next(ref reader);
                return;
            default:
                reader.Read();
                break;
        }

        reader.Skip();
    }

    private void ReadRequestContext(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadContextMember(ref reader);
        }
    }

    private void ReadContextMember(ref Utf8JsonReader reader)
    {
        switch (reader.ValueSpan.Length)
        {
            case 5 when reader.ValueTextEquals("stage"u8): Stage = NextText(ref reader); return;
            case 5 when reader.ValueTextEquals("apiId"u8): ApiId = NextText(ref reader); return;
            case 8 when reader.ValueTextEquals("routeKey"u8): RouteKey = NextText(ref reader); return;
            case 8 when reader.ValueTextEquals("identity"u8): Identity = JsonMap.Next(ref reader); return;
            case 9 when reader.ValueTextEquals("eventType"u8): EventType = NextText(ref reader); return;
            case 9 when reader.ValueTextEquals("requestId"u8): RequestId = NextText(ref reader); return;
            case 9 when reader.ValueTextEquals("messageId"u8): MessageId = NextText(ref reader); return;
            case 10 when reader.ValueTextEquals("domainName"u8): DomainName = NextText(ref reader); return;
            case 10 when reader.ValueTextEquals("authorizer"u8): Authorizer = JsonMap.Next(ref reader); return;
            case 11 when reader.ValueTextEquals("connectedAt"u8): ConnectedAt = NextNumber(ref reader) ?? 0; return;
            case 12 when reader.ValueTextEquals("connectionId"u8): ConnectionId = NextText(ref reader); return;
            case 16 when reader.ValueTextEquals("requestTimeEpoch"u8): RequestTimeEpoch = NextNumber(ref reader) ?? 0; return;
            case 16 when reader.ValueTextEquals("messageDirection"u8): MessageDirection = NextText(ref reader); return;
            case 16 when reader.ValueTextEquals("disconnectReason"u8): DisconnectReason = NextText(ref reader); return;
            case 17 when reader.ValueTextEquals("extendedRequestId"u8): ExtendedRequestId = NextText(ref reader); return;
            case 20 when reader.ValueTextEquals("disconnectStatusCode"u8): DisconnectStatusCode = ToInt32(NextNumber(ref reader)); return;
            default:
                reader.Read();
                reader.Skip();
                return;
        }
    }

    private static JsonText NextText(ref Utf8JsonReader reader)
    {
        reader.Read();
        var text = JsonText.At(ref reader);
        reader.Skip();
        return text;
    }

    private static long? NextNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        long? number = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value) ? value : null;
        reader.Skip();
        return number;
    }

    private static int? ToInt32(long? number) => number is >= int.MinValue and <= int.MaxValue ? (int)number : null;
}
