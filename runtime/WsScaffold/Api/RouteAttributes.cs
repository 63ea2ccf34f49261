namespace WsScaffold;

/// <summary>
/// Handles the messages of one route key: those for which the route selection expression yields exactly <see cref="RouteKey"/>.
/// </summary>
/// <remarks>
/// A value that the method returns is sent to the caller as a
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html">route response</see>.
/// </remarks>
/// <param name="routeKey">The key, compared exactly and by case, for example <c>sendMessage</c>. Keys that start with <c>$</c> are reserved by API Gateway.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class WebSocketRouteAttribute(string routeKey) : Attribute
{
    /// <summary>The route key, compared exactly and by case.</summary>
    public string RouteKey { get; } = routeKey;

    /// <summary>
    /// Nothing is ever sent back on this route: a body that does not bind, and a <see cref="RouteException"/>, are only
    /// logged. Without it a route that returns no value posts them to the connection, which needs the right to manage connections.
    /// </summary>
    public bool OneWay { get; set; }
}

/// <summary>Handles <c>$default</c>: every message that selects no other route key.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class DefaultRouteAttribute : Attribute
{
    /// <inheritdoc cref="WebSocketRouteAttribute.OneWay"/>
    public bool OneWay { get; set; }
}

/// <summary>
/// Handles <c>$connect</c>, which API Gateway invokes while the handshake is pending. The connection opens when the method
/// returns nothing or <see cref="ConnectResult.Accept"/>; it cannot be posted to before that.
/// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html">$connect and $disconnect</see>.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class ConnectRouteAttribute : Attribute;

/// <summary>
/// Handles <c>$disconnect</c>, which API Gateway invokes after the connection closed: best effort, so it may come late or
/// never, and nothing can be answered.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class DisconnectRouteAttribute : Attribute;
