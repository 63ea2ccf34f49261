using WsScaffold.Events;

namespace WsScaffold;

/// <summary>A pending handshake, on <c>$connect</c>. Pushes to the connection fail until the handshake is accepted.</summary>
public sealed class ConnectContext : HandshakeContext
{
    internal ConnectContext(WebSocketEvent webSocketEvent, LambdaInvocation invocation)
        : base(webSocketEvent, invocation)
    {
    }
}
