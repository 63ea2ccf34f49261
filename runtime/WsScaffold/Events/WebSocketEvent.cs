using System.Text.Json;
using WsScaffold.Json.Scanning;

namespace WsScaffold.Events;

/// <summary>
/// An API Gateway WebSocket event. One pass records the positions of its values; nothing is copied or decoded until it is accessed.
/// </summary>
/// <remarks>
/// Events captured in 2019 to 2021 contain nulls, and empty strings instead of objects. A field that is missing, null or of an
/// unexpected type counts as absent. Only the type of the event and the connection ID are required.
/// </remarks>
internal sealed class WebSocketEvent
{
    private const string OnlyWebSocketEvents = "This function only handles API Gateway WebSocket events.";

    private ReadOnlyMemory<byte> _json;

    public ReadOnlySpan<byte> Json => _json.Span;

    public EventKind Kind { get; private set; }

    public JsonText RouteKey { get; private set; }

    public JsonText ConnectionId { get; private set; }

    public JsonText RequestId { get; private set; }

    public JsonText ExtendedRequestId { get; private set; }

    public JsonText MessageId { get; private set; }

    public JsonText MessageDirection { get; private set; }

    public JsonText RequestTime { get; private set; }

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

    /// <summary>The method ARN of an authorizer event.</summary>
    public JsonText MethodArn { get; private set; }

    public string ConnectionIdText => ConnectionId.Decode(Json) ?? "";

    public string RequestIdText => RequestId.Decode(Json) ?? "";

    public string RouteKeyText => RouteKey.Decode(Json) ?? "";

    /// <summary>The principal ID that the authorizer returned; null without an authorizer.</summary>
    public string? User => Authorizer.Find(Json, "principalId", StringComparison.Ordinal) is { Length: > 0 } user ? user : null;

    public DateTimeOffset ConnectedAtUtc => Time(ConnectedAt);

    public DateTimeOffset RequestTimeUtc => Time(RequestTimeEpoch);

    private JsonText EventType { get; set; }

    private JsonText Type { get; set; }

    /// <summary>The range of the body between its quotes, for slicing without a copy.</summary>
    public ReadOnlyMemory<byte> RawBody => _json.Slice(Body.Start, Body.Length);

    /// <exception cref="InvalidEventException">The bytes are not JSON, or not a WebSocket event.</exception>
    public void Read(ReadOnlyMemory<byte> json)
    {
        Clear();
        _json = json;
        try
        {
            if (!TryScan(json.Span))
            {
                Clear();
                _json = json;
                ReadCarefully(json.Span);
            }
        }
        catch (JsonException e)
        {
            throw new InvalidEventException(
                $"The event is not valid JSON (byte {e.BytePositionInLine} of line {e.LineNumber}). {OnlyWebSocketEvents}", e);
        }
        catch (InvalidOperationException e)
        {
            // The escapes of a name are not valid text.
            throw new InvalidEventException($"The event is not valid JSON (a member's name). {OnlyWebSocketEvents}", e);
        }

        Kind = Type.Raw(json.Span).SequenceEqual("REQUEST"u8) ? EventKind.Authorizer : EventKindOf(EventType.Raw(json.Span));
        if (!ConnectionId.IsPresent)
        {
            throw new InvalidEventException($"The event has no requestContext.connectionId. {OnlyWebSocketEvents}");
        }
    }

    /// <summary>Copies the event out of the caller's memory, for code that may read it after the caller has reused that memory.</summary>
    public void Own() => _json = _json.ToArray();

    public void Clear()
    {
        _json = default;
        Type = MethodArn = EventType = RouteKey = ConnectionId = RequestId = ExtendedRequestId = MessageId = JsonText.Absent;
        MessageDirection = RequestTime = Stage = ApiId = DomainName = DisconnectReason = Body = JsonText.Absent;
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
            $"The event's requestContext.eventType is not CONNECT, MESSAGE or DISCONNECT. {OnlyWebSocketEvents}");

    // Handles every event that API Gateway sends. Everything else is left to Utf8JsonReader.
    private bool TryScan(ReadOnlySpan<byte> json)
    {
        var scanner = new JsonScanner(json);
        scanner.EnterObject();
        while (scanner.NextMember(out var name))
        {
            if (IsRequestContext(name) && scanner.IsAtObject)
            {
                scanner.EnterObject();
                while (scanner.NextMember(out name))
                {
                    SetContextMember(name, scanner.ReadValue());
                }
            }
            else
            {
                SetMember(name, scanner.ReadValue());
            }
        }

        return !scanner.HasGivenUp && scanner.IsAtEnd;
    }

    private void ReadCarefully(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new InvalidEventException($"The event is not a JSON object. {OnlyWebSocketEvents}");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (IsRequestContext(name))
            {
                ReadContextCarefully(ref reader);
            }
            else
            {
                SetMember(name, JsonValue.Next(ref reader));
            }
        }

        reader.Read(); // Bytes after the object are an error.
    }

    private void ReadContextCarefully(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            SetContextMember(name, JsonValue.Next(ref reader));
        }
    }

    private static bool IsRequestContext(ReadOnlySpan<byte> name) => name.SequenceEqual("requestContext"u8);

    private void SetMember(ReadOnlySpan<byte> name, JsonValue value)
    {
        switch (name.Length)
        {
            case 4 when name.SequenceEqual("body"u8): Body = value.AsText(); return;
            case 4 when name.SequenceEqual("type"u8): Type = value.AsText(); return;
            case 7 when name.SequenceEqual("headers"u8): Headers = value.AsMap(); return;
            case 9 when name.SequenceEqual("methodArn"u8): MethodArn = value.AsText(); return;
            case 14 when name.SequenceEqual("stageVariables"u8): StageVariables = value.AsMap(); return;
            case 15 when name.SequenceEqual("isBase64Encoded"u8): IsBase64Encoded = value.IsTrue; return;
            case 17 when name.SequenceEqual("multiValueHeaders"u8): MultiValueHeaders = value.AsMap(); return;
            case 21 when name.SequenceEqual("queryStringParameters"u8): Query = value.AsMap(); return;
            case 31 when name.SequenceEqual("multiValueQueryStringParameters"u8): MultiValueQuery = value.AsMap(); return;
        }
    }

    private void SetContextMember(ReadOnlySpan<byte> name, JsonValue value)
    {
        switch (name.Length)
        {
            case 5 when name.SequenceEqual("stage"u8): Stage = value.AsText(); return;
            case 5 when name.SequenceEqual("apiId"u8): ApiId = value.AsText(); return;
            case 8 when name.SequenceEqual("routeKey"u8): RouteKey = value.AsText(); return;
            case 8 when name.SequenceEqual("identity"u8): Identity = value.AsMap(); return;
            case 9 when name.SequenceEqual("eventType"u8): EventType = value.AsText(); return;
            case 9 when name.SequenceEqual("requestId"u8): RequestId = value.AsText(); return;
            case 9 when name.SequenceEqual("messageId"u8): MessageId = value.AsText(); return;
            case 10 when name.SequenceEqual("domainName"u8): DomainName = value.AsText(); return;
            case 10 when name.SequenceEqual("authorizer"u8): Authorizer = value.AsMap(); return;
            case 11 when name.SequenceEqual("connectedAt"u8): ConnectedAt = value.AsInt64(Json) ?? 0; return;
            case 11 when name.SequenceEqual("requestTime"u8): RequestTime = value.AsText(); return;
            case 12 when name.SequenceEqual("connectionId"u8): ConnectionId = value.AsText(); return;
            case 16 when name.SequenceEqual("requestTimeEpoch"u8): RequestTimeEpoch = value.AsInt64(Json) ?? 0; return;
            case 16 when name.SequenceEqual("messageDirection"u8): MessageDirection = value.AsText(); return;
            case 16 when name.SequenceEqual("disconnectReason"u8): DisconnectReason = value.AsText(); return;
            case 17 when name.SequenceEqual("extendedRequestId"u8): ExtendedRequestId = value.AsText(); return;
            case 20 when name.SequenceEqual("disconnectStatusCode"u8): DisconnectStatusCode = ToInt32(value.AsInt64(Json)); return;
        }
    }

    private static DateTimeOffset Time(long unixMilliseconds) => unixMilliseconds is >= 0 and <= 253_402_300_799_999
        ? DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds)
        : DateTimeOffset.UnixEpoch;

    private static int? ToInt32(long? number) => number is >= int.MinValue and <= int.MaxValue ? (int)number : null;
}
