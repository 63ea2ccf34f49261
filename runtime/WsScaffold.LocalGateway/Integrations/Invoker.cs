using Microsoft.Extensions.Logging;

namespace WsScaffold.Gateway.Integrations;

/// <summary>How an invocation ended, as far as a client can tell.</summary>
internal enum InvocationOutcome
{
    Answered,

    /// <summary>The function failed, or what it returned is malformed.</summary>
    Failed,

    /// <summary>The function did not answer in time. It runs on.</summary>
    TimedOut,
}

/// <summary>Invokes the function for one event, waits as long as the gateway does, and reads its answer.</summary>
internal sealed partial class Invoker(IIntegration integration, TimeSpan timeout, TimeProvider time, ILogger logger)
{
    /// <summary>Invokes; never throws for what the function does.</summary>
    /// <returns>The outcome, with the answer when there is one.</returns>
    public async Task<(InvocationOutcome Outcome, ProxyAnswer? Answer)> InvokeAsync(ReadOnlyMemory<byte> lambdaEvent, string traceRoot, string routeKey, string requestId)
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

        if (ProxyAnswer.Read(result.Answer, out var problem) is { } answer)
        {
            LogAnswered(logger, routeKey, requestId, answer.StatusCode);
            return (InvocationOutcome.Answered, answer);
        }

        LogMalformed(logger, routeKey, requestId, problem!);
        return (InvocationOutcome.Failed, null);
    }

    /// <summary>Invokes; never throws for what the function does.</summary>
    /// <param name="subject">What is asked, for the log.</param>
    /// <returns>What came of it; <see langword="null"/> when the function did not answer in time.</returns>
    public async Task<IntegrationResult?> RunAsync(ReadOnlyMemory<byte> lambdaEvent, string traceRoot, string subject, string requestId)
    {
        var end = new CancellationTokenSource(timeout, time);
        try
        {
            // Away from the caller: a handler that blocks must not keep the connection from being read.
            var result = await Task.Run(() => integration.InvokeAsync(lambdaEvent, traceRoot, end.Token), CancellationToken.None)
                .WaitAsync(end.Token).ConfigureAwait(false);
            end.Dispose();
            return result;
        }
        catch (OperationCanceledException)
        {
            // Not disposed: the integration may still be learning of it.
            LogTimedOut(logger, subject, requestId, timeout);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Debug, "{RouteKey} ({RequestId}): the function answered {StatusCode}.")]
    private static partial void LogAnswered(ILogger logger, string routeKey, string requestId, int statusCode);

    [LoggerMessage(LogLevel.Warning, "{RouteKey} ({RequestId}): the function did not answer within {Timeout}.")]
    private static partial void LogTimedOut(ILogger logger, string routeKey, string requestId, TimeSpan timeout);

    [LoggerMessage(LogLevel.Error, "{RouteKey} ({RequestId}): the function failed: {ErrorType}. Its own log says why.")]
    private static partial void LogFailed(ILogger logger, string routeKey, string requestId, string errorType);

    [LoggerMessage(LogLevel.Error, "{RouteKey} ({RequestId}): malformed Lambda proxy response: {Problem}.")]
    private static partial void LogMalformed(ILogger logger, string routeKey, string requestId, string problem);
}
