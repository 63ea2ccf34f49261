namespace WsScaffold.Cdk;

/// <summary>One route of the API.</summary>
/// <param name="RouteKey">The route key, <c>$connect</c>, <c>$disconnect</c> and <c>$default</c> included.</param>
/// <param name="Handler">The method that handles it, as <c>Class.Method</c>.</param>
public sealed record RouteDefinition(string RouteKey, string Handler)
{
    /// <summary>Whether the handler answers, so that the route has a route response.</summary>
    public bool HasRouteResponse { get; init; }

    /// <summary>The function that handles it, by its name in <see cref="WebSocketApiDefinition.Functions"/>; empty for the API's own.</summary>
    public string Function { get; init; } = "";
}
