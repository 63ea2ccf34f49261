using WsScaffold.Gateway.Events;
using WsScaffold.Gateway.Frames;

namespace WsScaffold.Testing;

/// <summary>A disconnect event, which the end of a connection causes.</summary>
public sealed class DisconnectEvent : ApiEvent
{
    /// <summary>The close code. The default is 1005: a close frame without a code.</summary>
    public int StatusCode { get; init; } = 1005;

    /// <summary>The close reason.</summary>
    public string Reason { get; init; } = "Client-side close frame status not set";

    /// <summary>Creates the context for calling a <c>$disconnect</c> handler. The context does not end.</summary>
    /// <returns>The context.</returns>
    public DisconnectContext ToContext() => new(Read(), Invocation());

    private protected override ReadOnlyMemory<byte> Write(EventWriter writer, ConnectionFacts connection, EventFacts facts) =>
        writer.Disconnect(connection, facts, new CloseStatus(StatusCode, Reason));
}
