namespace WsScaffold.Generator.Routes;

internal enum RouteKind
{
    Connect,
    Message,
    Disconnect,
    Authorizer,
}
