using WsScaffold.Gateway.Events;
using WsScaffold.Gateway.Frames;

namespace WsScaffold.Testing;

/// <summary>The end of a connection.</summary>
public sealed class DisconnectEvent : ApiEvent
{
    /// <summary>The close code; 1005, a close frame without one, unless set.</summary>
    public int StatusCode { get; init; } = 1005;

    /// <summary>The reason.</summary>
    public string Reason { get; init; } = "Client-side close frame status not set";

    /// <summary>The context that a handler of <c>$disconnect</c> takes; it doesn't end.</summary>
    /// <returns>The context.</returns>
    public DisconnectContext ToContext() => new(Read(), Invocation());

    private protected override ReadOnlyMemory<byte> Write(EventWriter writer, ConnectionFacts connection, EventFacts facts) =>
        writer.Disconnect(connection, facts, new CloseStatus(StatusCode, Reason));
}
