namespace WsScaffold.Cdk;

/// <summary>Who decides about handshakes before <c>$connect</c>: a method is tagged <c>[Authorizer]</c>.</summary>
/// <param name="Handler">The method, as <c>Class.Method</c>.</param>
public sealed record AuthorizerDefinition(string Handler)
{
    /// <summary>What a handshake must have to be asked about at all, for example <c>route.request.querystring.token</c>; others are refused with 401.</summary>
    public IReadOnlyList<string> IdentitySources { get; init; } = [];

    /// <inheritdoc cref="RouteDefinition.Function"/>
    public string Function { get; init; } = "";
}
