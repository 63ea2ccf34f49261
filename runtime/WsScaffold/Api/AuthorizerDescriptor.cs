namespace WsScaffold;

/// <summary>The API's authorizer, on <c>$connect</c>.</summary>
/// <param name="Handler">The method, as <c>Class.Method</c>.</param>
public sealed record AuthorizerDescriptor(string Handler)
{
    /// <summary>
    /// The identity sources in API Gateway's notation: <c>route.request.header.Name</c> and
    /// <c>route.request.querystring.name</c>. If one is missing or empty, API Gateway rejects the handshake with 401.
    /// </summary>
    public IReadOnlyList<string> IdentitySources { get; init; } = [];
}
