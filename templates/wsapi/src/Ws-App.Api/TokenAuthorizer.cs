using WsScaffold;

namespace WsSpace;

/// <summary>Decides who may connect. Handlers get the user of the connection with <c>[FromAuthorizer("principalId")]</c>.</summary>
public sealed class TokenAuthorizer(AccessTokens tokens)
{
    [Authorizer(Query = ["token"])]
    public Authorization Authorize([FromQuery] string token) =>
        tokens.FindUser(token) is { } user ? Authorization.Allow(user) : Authorization.Deny();
}
