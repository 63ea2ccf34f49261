namespace WsScaffold.Dispatch;

/// <summary>
/// Fails an authorizer's invocation so that API Gateway answers 401: its error's message is exactly <c>Unauthorized</c>,
/// and any other gives 500.
/// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html">Lambda authorizers</see>.
/// </summary>
internal sealed class UnauthorizedException() : Exception("Unauthorized");
