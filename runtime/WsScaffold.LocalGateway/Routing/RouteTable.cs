using WsScaffold.ApiGateway;

namespace WsScaffold.Gateway.Routing;

/// <summary>Selects the route of a message.</summary>
internal sealed class RouteTable
{
    private readonly Dictionary<string, RouteDescriptor> _routes;
    private readonly RouteSelectionExpression _expression;

    /// <summary>Creates the table.</summary>
    /// <exception cref="FormatException">The route selection expression is invalid.</exception>
    public RouteTable(WebSocketApiDescriptor api)
    {
        _routes = api.Routes.ToDictionary(route => route.RouteKey, StringComparer.Ordinal);
        _expression = RouteSelectionExpression.Parse(api.RouteSelectionExpression);
    }

    public bool Has(string routeKey) => _routes.ContainsKey(routeKey);

    /// <summary>Selects the route whose key equals the value of the expression, or <c>$default</c>.</summary>
    /// <returns>The route, or <see langword="null"/> if no route matches and the API has no <c>$default</c> route.</returns>
    public RouteDescriptor? Select(string message)
    {
        // A message cannot select $connect or $disconnect; these keys count as unknown.
        return
            _expression.Evaluate(message) is { } key and not (RouteKeys.Connect or RouteKeys.Disconnect)
            && _routes.TryGetValue(key, out var route)
            ? route
            : _routes.GetValueOrDefault(RouteKeys.Default);
    }
}
