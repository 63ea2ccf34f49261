using Microsoft.Extensions.Logging;

namespace WsScaffold.Gateway.Integrations;

/// <summary>Invokes the function for one event, waits until the integration timeout at most, and reads the response.</summary>
internal sealed partial class Invoker(IIntegration integration, TimeSpan timeout, TimeProvider time, ILogger logger)
{
    /// <summary>Invokes the function for a route and reads its proxy response. Does not throw if the function fails.</summary>
    /// <returns>The outcome, with the response for <see cref="InvocationOutcome.Responded"/>.</returns>
    public async Task<(InvocationOutcome Outcome, ProxyResponse? Response)> InvokeAsync(
        ReadOnlyMemory<byte> lambdaEvent, string traceRoot, string routeKey, string requestId)
    {
        if (await RunAsync(lambdaEvent, traceRoot, routeKey, requestId).ConfigureAwait(false) is not { } result)
        {
            return (InvocationOutcome.TimedOut, null);
        }

        if (result.ErrorType is { } errorType)
        {
            LogFailed(logger, routeKey, requestId, errorType);
            return (InvocationOutcome.Failed, null);
        }

        if (ProxyResponse.Read(result.Response, out var problem) is { } response)
        {
            LogResponded(logger, routeKey, requestId, response.StatusCode);
            return (InvocationOutcome.Responded, response);
        }

        LogMalformed(logger, routeKey, requestId, problem!);
        return (InvocationOutcome.Failed, null);
    }

    /// <summary>Invokes the function. Does not throw if the function fails.</summary>
    /// <param name="subject">The route key, or "The authorizer", for log messages.</param>
    /// <returns>The result, or <see langword="null"/> if the function did not respond in time.</returns>
    public async Task<IntegrationResult?> RunAsync(ReadOnlyMemory<byte> lambdaEvent, string traceRoot, string subject, string requestId)
    {
        var end = new CancellationTokenSource(timeout, time);
        try
        {
            // On another thread: a handler that blocks must not stop the gateway from reading the connection.
            var result = await Task.Run(() => integration.InvokeAsync(lambdaEvent, traceRoot, end.Token), CancellationToken.None)
                .WaitAsync(end.Token).ConfigureAwait(false);
            end.Dispose();
            return result;
        }
        catch (OperationCanceledException)
        {
            // The source is not disposed here: the integration may still be reacting to the cancellation.
            LogTimedOut(logger, subject, requestId, timeout);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Debug, "{RouteKey} ({RequestId}): the function returned status {StatusCode}.")]
    private static partial void LogResponded(ILogger logger, string routeKey, string requestId, int statusCode);

    [LoggerMessage(LogLevel.Warning, "{Subject} ({RequestId}): the function did not respond within {Timeout}. To wait longer, for "
        + "example while debugging, set LocalGatewayOptions.IntegrationTimeout.")]
    private static partial void LogTimedOut(ILogger logger, string subject, string requestId, TimeSpan timeout);

    [LoggerMessage(LogLevel.Error, "{RouteKey} ({RequestId}): the function failed with {ErrorType}. See the function's log for the cause.")]
    private static partial void LogFailed(ILogger logger, string routeKey, string requestId, string errorType);

    [LoggerMessage(LogLevel.Error, "{RouteKey} ({RequestId}): malformed Lambda proxy response: {Problem}.")]
    private static partial void LogMalformed(ILogger logger, string routeKey, string requestId, string problem);
}
