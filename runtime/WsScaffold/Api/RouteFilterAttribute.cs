namespace WsScaffold;

/// <summary>
/// Applies a filter to a handler (on a method), to all handlers of a class (on a class), or to all handlers of the API (on the
/// <see cref="WebSocketApiAttribute"/> class). The filters of the API are outermost, then those of the class, then those of the
/// method; filters at the same place run in the order in which they are written.
/// </summary>
/// <typeparam name="TFilter">The filter. Its constructor parameters come from the services.</typeparam>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class RouteFilterAttribute<TFilter> : Attribute
    where TFilter : class, IRouteFilter;
