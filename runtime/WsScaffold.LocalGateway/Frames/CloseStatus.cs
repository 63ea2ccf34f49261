namespace WsScaffold.Gateway.Frames;

/// <summary>
/// How a connection ended, as its <c>$disconnect</c> event reports it. The codes are listed in the
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-overview.html">
/// overview of WebSocket APIs</see>. The reasons of 1000, 1001 and 1005 were captured on AWS. The reasons that AWS sends with the
/// other codes are unknown; those here are our own.
/// </summary>
internal sealed record CloseStatus(int Code, string Reason)
{
    /// <summary>The connection was deleted through <c>@connections</c>.</summary>
    public static readonly CloseStatus Deleted = new(1000, "Connection Closed Normally");

    /// <summary>The connection was idle or open for too long, or the gateway is stopping.</summary>
    public static readonly CloseStatus GoingAway = new(1001, "Going away");

    public static readonly CloseStatus ProtocolError = new(1002, "Protocol error");

    public static readonly CloseStatus BinaryNotSupported = new(1003, "Binary media types are not supported");

    /// <summary>The client's close frame had no code. Never sent in a frame.</summary>
    public static readonly CloseStatus NoStatus = new(1005, "Client-side close frame status not set");

    /// <summary>The transport was lost without a close frame. Never sent in a frame.</summary>
    public static readonly CloseStatus ConnectionLost = new(1006, "");

    public static readonly CloseStatus InvalidText = new(1007, "Invalid UTF-8");

    public static readonly CloseStatus TooBig = new(1009, "Message too long");

    /// <summary>
    /// Whether a close frame may have this code. See <see href="https://www.rfc-editor.org/rfc/rfc6455#section-7.4">RFC 6455, 7.4</see>.
    /// </summary>
    public bool IsOnTheWire => Code is (>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999);
}
