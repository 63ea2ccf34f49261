namespace WsScaffold;

/// <summary>
/// The result of the Lambda authorizer of <c>$connect</c>. API Gateway repeats it on every event of the connection.
/// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html">Lambda
/// authorizers</see>.
/// </summary>
public sealed class AuthorizerOutput
{
    internal AuthorizerOutput(IReadOnlyDictionary<string, string> values) => Values = values;

    /// <summary>The ID of the user, as returned by the authorizer.</summary>
    public string? PrincipalId => Values.GetValueOrDefault("principalId");

    /// <summary>
    /// All values by name, including <c>principalId</c> and <c>integrationLatency</c> (milliseconds). API Gateway converts every
    /// value to a string.
    /// </summary>
    public IReadOnlyDictionary<string, string> Values { get; }
}
