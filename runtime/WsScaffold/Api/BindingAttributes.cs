namespace WsScaffold;

/// <summary>
/// Binds a parameter of the <c>$connect</c> handler or of the <see cref="AuthorizerAttribute">[Authorizer]</see> from the query
/// string. If a name is repeated, the last value is bound; a <c>string[]</c> gets all values. A missing or invalid value rejects
/// the handshake: with 400 for the handler, with 401 for the authorizer. A missing value is accepted if the parameter is nullable
/// or has a default value.
/// </summary>
/// <param name="name">The name in the query string. The default is the name of the parameter.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromQueryAttribute(string? name = null) : Attribute
{
    /// <summary>The name in the query string, or <see langword="null"/> for the name of the parameter.</summary>
    public string? Name { get; } = name;
}

/// <summary>
/// Binds a parameter of the <c>$connect</c> handler or of the <see cref="AuthorizerAttribute">[Authorizer]</see> from a request
/// header. The name is not case-sensitive. Missing and invalid values are treated as in <see cref="FromQueryAttribute"/>.
/// </summary>
/// <param name="name">The name of the header. The default is the name of the parameter.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromHeaderAttribute(string? name = null) : Attribute
{
    /// <summary>The name of the header, or <see langword="null"/> for the name of the parameter.</summary>
    public string? Name { get; } = name;
}

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

/// <summary>
/// Binds a parameter from the registered services. Interfaces do not need the attribute. Classes do: without it, a class is
/// bound from the body.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromServicesAttribute : Attribute;
