using WsScaffold.Events;

namespace WsScaffold;

/// <summary>A handshake that waits for its answer. The connection can't be posted to yet.</summary>
public sealed class ConnectContext : HandshakeContext
{
    internal ConnectContext(WebSocketEvent webSocketEvent, LambdaInvocation invocation)
        : base(webSocketEvent, invocation)
    {
    }
}
