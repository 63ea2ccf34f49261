using WsScaffold;

namespace WsSpace;

/// <summary>Says who may connect. What it says holds as long as the connection does; handlers take it with <c>[FromAuthorizer]</c>.</summary>
public sealed class TokenAuthorizer(AccessTokens tokens)
{
    [Authorizer(Query = ["token"])]
    public Authorization Authorize([FromQuery] string token) =>
        tokens.FindUser(token) is { } user ? Authorization.Allow(user) : Authorization.Deny();
}
