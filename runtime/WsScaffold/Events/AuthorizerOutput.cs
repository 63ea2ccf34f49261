namespace WsScaffold;

/// <summary>
/// What the Lambda authorizer of <c>$connect</c> returned: API Gateway repeats it on every event of the connection.
/// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html">Lambda authorizers</see>.
/// </summary>
public sealed class AuthorizerOutput
{
    internal AuthorizerOutput(IReadOnlyDictionary<string, string> values) => Values = values;

    /// <summary>Whom the authorizer recognised.</summary>
    public string? PrincipalId => Values.GetValueOrDefault("principalId");

    /// <summary>All of it by name, <c>principalId</c> and <c>integrationLatency</c> (milliseconds) included; API Gateway turns every value into text.</summary>
    public IReadOnlyDictionary<string, string> Values { get; }
}
