namespace WsScaffold;

/// <summary>
/// Binds a parameter of the <c>$connect</c> handler, or of the <see cref="AuthorizerAttribute">[Authorizer]</see>, from the
/// query string. A repeated name gives its last value, or all of them to a <c>string[]</c>. A value that is missing or does
/// not parse refuses the handshake, with 400 or the authorizer's 401, unless the parameter is nullable or has a default
/// value (missing only).
/// </summary>
/// <param name="name">The name in the query string; the parameter's own name when left out.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromQueryAttribute(string? name = null) : Attribute
{
    /// <summary>The name in the query string, or <see langword="null"/> for the parameter's own.</summary>
    public string? Name { get; } = name;
}

/// <summary>
/// Binds a parameter of the <c>$connect</c> handler, or of the <see cref="AuthorizerAttribute">[Authorizer]</see>, from a
/// request header, by name without regard to case. Missing and unparsable values are treated as by <see cref="FromQueryAttribute"/>.
/// </summary>
/// <param name="name">The header's name; the parameter's own name when left out.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromHeaderAttribute(string? name = null) : Attribute
{
    /// <summary>The header's name, or <see langword="null"/> for the parameter's own.</summary>
    public string? Name { get; } = name;
}

/// <summary>
/// Binds a parameter of any handler from the context that the Lambda authorizer of <c>$connect</c> returned, or its <c>principalId</c>. API Gateway
/// repeats it on every later event of the connection, its values as strings.
/// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html">Lambda authorizers</see>.
/// A missing or unparsable value refuses the request with 401, unless the parameter is nullable or has a default value (missing only).
/// </summary>
/// <param name="name">The name in the authorizer's context, for example <c>principalId</c>; the parameter's own name when left out.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromAuthorizerAttribute(string? name = null) : Attribute
{
    /// <summary>The name in the authorizer's context, or <see langword="null"/> for the parameter's own.</summary>
    public string? Name { get; } = name;
}

/// <summary>
/// Takes a parameter from the registered services. Interfaces need no attribute; a class does, since it would otherwise be
/// the body.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromServicesAttribute : Attribute;
