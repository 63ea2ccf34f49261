using Microsoft.Extensions.Logging;

namespace WsScaffold.Dispatch;

/// <summary>What the framework logs about events: which request and why, never bodies, headers or query strings.</summary>
internal static partial class AppLog
{
    [LoggerMessage(1, LogLevel.Error, "{Handler} failed on route {RouteKey}, request {RequestId}, invocation {AwsRequestId}")]
    public static partial void InvocationFailed(ILogger logger, string handler, string routeKey, string requestId, string awsRequestId, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "Refused with {StatusCode} ({BodyErrors} errors in the body) on route {RouteKey}, request {RequestId}")]
    public static partial void Refused(ILogger logger, int statusCode, int bodyErrors, string routeKey, string requestId, Exception? exception);

    [LoggerMessage(3, LogLevel.Warning, "The client could not be told of its mistake ({Status}) on route {RouteKey}, request {RequestId}")]
    public static partial void RejectionNotDelivered(ILogger logger, ConnectionStatus? status, string routeKey, string requestId, Exception? exception);

    [LoggerMessage(4, LogLevel.Critical, "The Lambda Runtime API can't be used any more; the process ends")]
    public static partial void RuntimeApiLost(ILogger logger, Exception exception);
}
