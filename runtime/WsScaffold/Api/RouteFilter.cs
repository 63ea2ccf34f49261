namespace WsScaffold;

/// <summary>Calls the next filter or, after the last filter, the handler.</summary>
/// <returns>A task that completes when the handler has completed.</returns>
public delegate ValueTask RouteHandler();

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

/// <summary>
/// Applies a filter to a handler (on a method), to all handlers of a class (on a class), or to all handlers of the API (on the
/// <see cref="WebSocketApiAttribute"/> class). The filters of the API are outermost, then those of the class, then those of the
/// method; filters at the same place run in the order in which they are written.
/// </summary>
/// <typeparam name="TFilter">The filter. Its constructor parameters come from the services.</typeparam>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class RouteFilterAttribute<TFilter> : Attribute
    where TFilter : class, IRouteFilter;
