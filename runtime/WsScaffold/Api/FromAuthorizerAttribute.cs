namespace WsScaffold;

/// <summary>
/// Binds a parameter of any handler from the context that the Lambda authorizer returned, or from its <c>principalId</c>. API
/// Gateway repeats the context, with its values as strings, on every later event of the connection.
/// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html">Lambda
/// authorizers</see>.
/// A missing or invalid value rejects the request with 401. A missing value is accepted if the parameter is nullable or has a
/// default value.
/// </summary>
/// <param name="name">
/// The name in the authorizer's context, for example <c>principalId</c>. The default is the name of the parameter.
/// </param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromAuthorizerAttribute(string? name = null) : Attribute
{
    /// <summary>The name in the authorizer's context, or <see langword="null"/> for the name of the parameter.</summary>
    public string? Name { get; } = name;
}
