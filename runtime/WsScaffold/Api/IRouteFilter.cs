namespace WsScaffold;

/// <summary>
/// Wraps handlers, for example to measure, to log, or to reject requests with a <see cref="RouteException"/>. Filters run after
/// the parameters are bound. A filter is created for each event; its constructor parameters come from the services.
/// </summary>
public interface IRouteFilter
{
    /// <summary>Runs instead of the handler, and calls <paramref name="next"/> to run the handler.</summary>
    /// <param name="context">
    /// The event: a <see cref="ConnectContext"/>, <see cref="MessageContext"/> or <see cref="DisconnectContext"/>.
    /// </param>
    /// <param name="next">
    /// The rest of the chain. If the filter does not call it, a handshake is rejected with 403, and a message gets no response.
    /// Calling it after the event has ended throws <see cref="ObjectDisposedException"/>.
    /// </param>
    /// <returns>A task that completes when the event is handled.</returns>
    ValueTask InvokeAsync(EventContext context, RouteHandler next);
}
