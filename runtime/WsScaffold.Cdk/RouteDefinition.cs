namespace WsScaffold.Cdk;

/// <summary>One route of an API.</summary>
/// <param name="RouteKey">The route key; also <c>$connect</c>, <c>$disconnect</c> and <c>$default</c>.</param>
/// <param name="Handler">The handler, as <c>Class.Method</c>.</param>
public sealed record RouteDefinition(string RouteKey, string Handler)
{
    /// <summary>Whether the handler returns a response, so the route needs a route response.</summary>
    public bool HasRouteResponse { get; init; }

    /// <summary>
    /// The name of the function that runs the handler, as in <see cref="WebSocketApiDefinition.Functions"/>; empty for the API's own
    /// function.
    /// </summary>
    public string Function { get; init; } = "";
}
