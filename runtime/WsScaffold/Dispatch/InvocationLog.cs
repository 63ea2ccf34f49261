using Microsoft.Extensions.Logging;

namespace WsScaffold.Dispatch;

/// <summary>Log messages about events: the request and the reason, but never bodies, headers or query strings.</summary>
internal static partial class InvocationLog
{
    [LoggerMessage(1, LogLevel.Error, "{Handler} failed on route {RouteKey}, request {RequestId}, invocation {AwsRequestId}")]
    public static partial void Failed(
        ILogger logger, string handler, string routeKey, string requestId, string awsRequestId, Exception exception);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "{RouteKey} rejected with {StatusCode}: {Reason} (request {RequestId}, connection {ConnectionId}, user {User})")]
    public static partial void Rejected(
        ILogger logger,
        string routeKey,
        int statusCode,
        string reason,
        string requestId,
        string connectionId,
        string? user,
        Exception? exception
    );

    [LoggerMessage(3, LogLevel.Warning, "The error frame could not be delivered ({Status}) on route {RouteKey}, request {RequestId}")]
    public static partial void ErrorFrameNotDelivered(
        ILogger logger, ConnectionStatus? status, string routeKey, string requestId, Exception? exception);
}
