namespace WsScaffold;

/// <summary>
/// Makes a method the handler of one route: of the messages whose route selection expression evaluates to <see cref="RouteKey"/>.
/// </summary>
/// <remarks>
/// The value that the method returns is sent to the client as a
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html">route
/// response</see>.
/// </remarks>
/// <param name="routeKey">
/// The route key, for example <c>sendMessage</c>. It is case-sensitive. Keys that start with <c>$</c> are reserved by API Gateway.
/// </param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class WebSocketRouteAttribute(string routeKey) : Attribute
{
    /// <summary>The route key. It is case-sensitive.</summary>
    public string RouteKey { get; } = routeKey;

    /// <summary>
    /// Whether the route never sends anything to the client: rejections (a body that does not bind, a <see cref="RouteException"/>)
    /// are only logged. Otherwise a route without a response pushes its error frames, which requires permission to call
    /// <c>@connections</c>.
    /// </summary>
    public bool OneWay { get; set; }
}
