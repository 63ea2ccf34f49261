namespace WsScaffold.Dispatch;

/// <summary>
/// Fails the invocation of an authorizer so that API Gateway responds with 401. Its message is exactly <c>Unauthorized</c>; with
/// any other message, API Gateway responds with 500.
/// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html">Lambda
/// authorizers</see>.
/// </summary>
internal sealed class UnauthorizedException() : Exception("Unauthorized");
