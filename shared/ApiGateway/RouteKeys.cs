namespace WsScaffold.ApiGateway;

/// <summary>
/// The route keys that API Gateway defines. See
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html">routes</see>.
/// </summary>
internal static class RouteKeys
{
    public const string Connect = "$connect";
    public const string Disconnect = "$disconnect";

    /// <summary>The route of messages that match no other. It is also the only key of a route response.</summary>
    public const string Default = "$default";

    /// <summary>The longest key that is known to work: HTTP APIs document it, WebSocket APIs document none.</summary>
    public const int KnownLength = 128;

    /// <summary>Whether API Gateway reserves the key: no other key can start with a dollar sign.</summary>
    public static bool IsReserved(string routeKey) => routeKey.Length > 0 && routeKey[0] == '$';
}
