namespace WsScaffold.Cdk;

/// <summary>The authorizer of <c>$connect</c>: the method tagged <c>[Authorizer]</c>.</summary>
/// <param name="Handler">The method, as <c>Class.Method</c>.</param>
public sealed record AuthorizerDefinition(string Handler)
{
    /// <summary>
    /// The identity sources, for example <c>route.request.querystring.token</c>. API Gateway rejects a handshake that lacks one of
    /// them with 401 Unauthorized, without invoking the authorizer.
    /// </summary>
    public IReadOnlyList<string> IdentitySources { get; init; } = [];

    /// <inheritdoc cref="RouteDefinition.Function"/>
    public string Function { get; init; } = "";
}
