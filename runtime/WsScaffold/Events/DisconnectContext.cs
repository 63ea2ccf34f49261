using WsScaffold.Events;

namespace WsScaffold;

/// <summary>A connection that has closed. Nothing can be sent to it any more.</summary>
public sealed class DisconnectContext : EventContext
{
    private IReadOnlyDictionary<string, string>? _headers;

    internal DisconnectContext(WebSocketEvent webSocketEvent, LambdaInvocation invocation)
        : base(webSocketEvent, invocation)
    {
    }

    /// <summary>
    /// The close code: 1000 after a delete by the API, 1001 when the client left, was idle for ten minutes or reached two
    /// hours, 1005 when the client's close frame had none, 1006 when the connection was lost. <see langword="null"/> when the event names none.
    /// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-overview.html">status codes</see>.
    /// </summary>
    public int? StatusCode => Event.DisconnectStatusCode;

    /// <summary>The reason in words, often empty.</summary>
    public string Reason => Event.DisconnectReason.Decode(Event.Json) ?? "";

    /// <summary>The four headers that API Gateway puts on this event (Host and three empty ones); not those of the handshake.</summary>
    public IReadOnlyDictionary<string, string> Headers => Live(_headers) ?? (_headers = Event.Headers.ToDictionary(Event.Json, StringComparer.OrdinalIgnoreCase));
}
