namespace WsScaffold.ApiGateway;

/// <summary>
/// The identity sources of an authorizer in API Gateway's notation, for example <c>route.request.header.Authorization</c>. See
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html">
/// authorizers</see>.
/// </summary>
internal static class IdentitySources
{
    public const string Header = "route.request.header.";
    public const string Query = "route.request.querystring.";

    /// <summary>The name of the header or query parameter, or null if the source is of another kind.</summary>
    /// <param name="kind"><see cref="Header"/> or <see cref="Query"/>.</param>
    public static string? NameIn(string source, string kind) =>
        source.Length > kind.Length && source.StartsWith(kind, StringComparison.Ordinal) ? source.Substring(kind.Length) : null;

    /// <summary>
    /// Whether API Gateway accepts the name of a header or query parameter. See
    /// <see href="https://github.com/aws/aws-cdk/issues/18307">aws-cdk 18307</see>.
    /// </summary>
    public static bool IsName(string name) => name.Length > 0 && name.All(static c =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' or '-');
}
