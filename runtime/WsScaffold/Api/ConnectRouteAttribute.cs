namespace WsScaffold;

/// <summary>
/// Makes a method the handler of <c>$connect</c>, which API Gateway invokes during the handshake. The connection opens if the
/// method returns nothing or <see cref="ConnectResult.Accept"/>. Before that, pushes to the connection fail.
/// See <see
/// href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html">$connect
/// and $disconnect</see>.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class ConnectRouteAttribute : Attribute;
