using WsScaffold.Events;

namespace WsScaffold.Dispatch;

/// <summary>
/// Keeps the connection store up to date, before and after the handler of an event. It holds nothing about a single event,
/// so all invocations share it.
/// </summary>
/// <remarks>
/// A base class, so that an API without a store links none of it: only <see cref="WebSocketAppBuilder.UseStore"/> creates
/// <see cref="StoreTracker"/>.
/// </remarks>
internal abstract class ConnectionTracker
{
    public abstract IConnectionStore Store { get; }

    /// <summary>Whether the event changes the store. If not, the two other methods need not be called.</summary>
    public abstract bool Tracks(WebSocketEvent webSocketEvent);

    /// <summary>Updates the store before the handler runs.</summary>
    /// <returns><see langword="false"/> if the connection is closed already and its handshake has to be rejected.</returns>
    public abstract ValueTask<bool> BeforeHandlerAsync(WebSocketEvent webSocketEvent, LambdaInvocation invocation);

    /// <summary>Updates the store after the handler, even if the handler threw.</summary>
    /// <param name="succeeded">On <c>$connect</c>, whether the handshake is accepted; otherwise whether the handler did not throw.</param>
    /// <returns><see langword="false"/> if the connection closed in the meantime and its handshake has to be rejected.</returns>
    public abstract ValueTask<bool> AfterHandlerAsync(WebSocketEvent webSocketEvent, LambdaInvocation invocation, bool succeeded);
}
