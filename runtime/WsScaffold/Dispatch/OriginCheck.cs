using WsScaffold.Events;

namespace WsScaffold.Dispatch;

/// <summary>
/// Checks the <c>Origin</c> of a handshake against <see cref="WebSocketApiAttribute.AllowedOrigins"/>: API Gateway checks none, so
/// every web page could otherwise connect in the name of its visitor.
/// </summary>
internal static class OriginCheck
{
    /// <summary>Whether the handshake comes from a web page that is not allowed to connect.</summary>
    public static bool IsForeign(WebSocketEvent webSocketEvent, WebSocketApiDescriptor api) =>
        api.AllowedOrigins is { Count: > 0 } allowed
        && webSocketEvent.Headers.Find(webSocketEvent.Json, "Origin", StringComparison.OrdinalIgnoreCase) is { } origin
        && !allowed.Contains(origin, StringComparer.OrdinalIgnoreCase);
}
