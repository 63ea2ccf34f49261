namespace WsScaffold;

/// <summary>One route of the API.</summary>
/// <param name="RouteKey">The route key; <c>$connect</c>, <c>$disconnect</c> and <c>$default</c> are included.</param>
/// <param name="Handler">
/// The handler as <c>Class.Method</c>. A route without a handler has the reason for the route here: <c>AllowedOrigins</c>,
/// <c>Authorizer</c>, <c>Store</c> or <c>KeepAlive</c>.
/// </param>
public sealed record RouteDescriptor(string RouteKey, string Handler)
{
    /// <summary>Whether the handler returns a response, so that API Gateway needs a route response for the route.</summary>
    public bool HasRouteResponse { get; init; }

    /// <inheritdoc cref="WebSocketRouteAttribute.OneWay"/>
    public bool OneWay { get; init; }
}
