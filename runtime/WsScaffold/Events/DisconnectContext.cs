using WsScaffold.Events;

namespace WsScaffold;

/// <summary>A closed connection, on <c>$disconnect</c>. Pushes to it fail.</summary>
public sealed class DisconnectContext : EventContext
{
    private IReadOnlyDictionary<string, string>? _headers;

    internal DisconnectContext(WebSocketEvent webSocketEvent, LambdaInvocation invocation)
        : base(webSocketEvent, invocation)
    {
    }

    /// <summary>
    /// The close code: 1000 after a DELETE through <c>@connections</c>; 1001 if the client left, or if the connection was idle for
    /// ten minutes or reached two hours; 1005 if the client's close frame had no code; 1006 if the connection was lost. <see
    /// langword="null"/> if the event has no code.
    /// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-overview.html">status
    /// codes</see>.
    /// </summary>
    public int? StatusCode => Event.DisconnectStatusCode;

    /// <summary>The reason as text. Often empty.</summary>
    public string Reason => Event.DisconnectReason.Decode(Event.Json) ?? "";

    /// <summary>The headers that API Gateway sets on this event (Host and three empty ones). They are not those of the handshake.</summary>
    public IReadOnlyDictionary<string, string> Headers =>
        Live(_headers) ?? (_headers = Event.Headers.ToDictionary(Event.Json, StringComparer.OrdinalIgnoreCase));
}
