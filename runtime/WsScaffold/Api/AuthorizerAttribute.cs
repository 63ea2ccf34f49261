namespace WsScaffold;

/// <summary>
/// Decides who may connect: API Gateway asks the method before <c>$connect</c>, and what it decides holds as long as the
/// connection lasts. It returns <see cref="Authorization"/>, or a task of it, and takes <see cref="AuthorizerContext"/>,
/// <see cref="FromQueryAttribute"/> and <see cref="FromHeaderAttribute"/> values, services and a
/// <see cref="CancellationToken"/>. One method of an assembly may be tagged so; the same function serves it.
/// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html">Lambda authorizers</see>.
/// </summary>
/// <remarks>
/// Filters do not wrap it. <see cref="WebSocketApiAttribute.AllowedOrigins"/> are checked before it: a handshake from
/// another origin is denied without it.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class AuthorizerAttribute : Attribute
{
    /// <summary>
    /// The headers that must be there: without one of them, or with an empty one, API Gateway refuses the handshake with 401
    /// and doesn't call the method. Letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, spelled as clients send them.
    /// </summary>
    public string[] Headers { get; set; } = [];

    /// <summary>The parameters of the query string that must be there; as <see cref="Headers"/>, and compared by case.</summary>
    public string[] Query { get; set; } = [];
}
