using Microsoft.Extensions.Logging;

namespace WsScaffold.Dispatch;

/// <summary>What the framework logs about events: which request and why, never bodies, headers or query strings.</summary>
internal static partial class InvocationLog
{
    [LoggerMessage(1, LogLevel.Error, "{Handler} failed on route {RouteKey}, request {RequestId}, invocation {AwsRequestId}")]
    public static partial void Failed(
        ILogger logger, string handler, string routeKey, string requestId, string awsRequestId, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "Refused with {StatusCode} ({BodyErrors} errors in the body) on route {RouteKey}, request {RequestId}")]
    public static partial void Rejected(
        ILogger logger, int statusCode, int bodyErrors, string routeKey, string requestId, Exception? exception);

    [LoggerMessage(3, LogLevel.Warning, "The client could not be told of its mistake ({Status}) on route {RouteKey}, request {RequestId}")]
    public static partial void ErrorFrameNotDelivered(
        ILogger logger, ConnectionStatus? status, string routeKey, string requestId, Exception? exception);
}
