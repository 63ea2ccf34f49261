namespace WsScaffold.Gateway.Routing;

/// <summary>The routes of the API and how a message finds its own.</summary>
internal sealed class RouteTable
{
    public const string Connect = "$connect";
    public const string Disconnect = "$disconnect";
    public const string Default = "$default";

    private readonly Dictionary<string, RouteDescriptor> _routes;
    private readonly RouteSelectionExpression _expression;

    /// <exception cref="FormatException">The route selection expression is wrong.</exception>
    public RouteTable(WebSocketApiDescriptor api)
    {
        _routes = api.Routes.ToDictionary(route => route.RouteKey, StringComparer.Ordinal);
        _expression = RouteSelectionExpression.Parse(api.RouteSelectionExpression);
    }

    public bool Has(string routeKey) => _routes.ContainsKey(routeKey);

    /// <summary>The route of a message: the one whose key the expression yields exactly, else <c>$default</c>, else none.</summary>
    public RouteDescriptor? Select(string message)
    {
        // A message cannot name the routes of the lifecycle; it falls back like any unknown key.
        return _expression.Evaluate(message) is { } key and not (Connect or Disconnect) && _routes.TryGetValue(key, out var route)
            ? route
            : _routes.GetValueOrDefault(Default);
    }
}
