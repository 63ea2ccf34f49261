namespace WsScaffold.Authorizers;

internal enum AuthorizationEffect
{
    Allow,
    Deny,
    Unauthorized,
}
