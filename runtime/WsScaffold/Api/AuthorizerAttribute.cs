namespace WsScaffold;

/// <summary>
/// Makes a method the Lambda authorizer of the API. API Gateway calls it before <c>$connect</c>, and its decision applies for the
/// lifetime of the connection. The method returns <see cref="Authorization"/> or a task of it. It can take
/// <see cref="AuthorizerContext"/>, <see cref="FromQueryAttribute"/> and <see cref="FromHeaderAttribute"/> values, services and a
/// <see cref="CancellationToken"/>. An assembly can have one authorizer; it runs in the same function as the handlers.
/// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html">Lambda
/// authorizers</see>.
/// </summary>
/// <remarks>
/// Filters do not wrap the authorizer. <see cref="WebSocketApiAttribute.AllowedOrigins"/> are checked first: a handshake from
/// another origin is denied without calling the method.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class AuthorizerAttribute : Attribute
{
    /// <summary>
    /// The required headers. If one is missing or empty, API Gateway rejects the handshake with 401 without calling the method.
    /// Names consist of letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, in the spelling that clients send.
    /// </summary>
    public string[] Headers { get; set; } = [];

    /// <summary>The required query string parameters; otherwise as <see cref="Headers"/>. Names are case-sensitive.</summary>
    public string[] Query { get; set; } = [];
}
