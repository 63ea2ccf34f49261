namespace WsScaffold;

/// <summary>Calls the next filter, or the handler when there is none left.</summary>
/// <returns>Completes when the handler has.</returns>
public delegate ValueTask RouteHandler();

/// <summary>
/// Wraps handlers, after their parameters are bound: to measure, to log, to refuse (<see cref="RouteException"/>).
/// A filter is created for each event, its constructor parameters taken from the services like a handler's.
/// </summary>
public interface IRouteFilter
{
    /// <summary>Runs in place of the handler; calls <paramref name="next"/> to let it run.</summary>
    /// <param name="context">The event: a <see cref="ConnectContext"/>, <see cref="MessageContext"/> or <see cref="DisconnectContext"/>.</param>
    /// <param name="next">
    /// The rest of the chain. Not calling it refuses a handshake with 403 and answers a message with nothing. Calling it
    /// after the event is over throws <see cref="ObjectDisposedException"/>.
    /// </param>
    /// <returns>Completes when the event is handled.</returns>
    ValueTask InvokeAsync(EventContext context, RouteHandler next);
}

/// <summary>
/// Wraps a handler (on a method), all handlers of a class (on a class) or all handlers of the API (on the
/// <see cref="WebSocketApiAttribute"/> class) in a filter. The API's filters are outermost, then the class's, then the
/// method's; within one of these, the order in which they are written.
/// </summary>
/// <typeparam name="TFilter">The filter; public constructor parameters come from the services.</typeparam>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class RouteFilterAttribute<TFilter> : Attribute
    where TFilter : class, IRouteFilter;
