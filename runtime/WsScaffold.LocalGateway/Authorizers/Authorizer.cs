using Microsoft.Extensions.Logging;
using WsScaffold.Gateway.Events;
using WsScaffold.Gateway.Integrations;

namespace WsScaffold.Gateway.Authorizers;

/// <summary>
/// Invokes the authorizer before <c>$connect</c>. See
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html">
/// Lambda <c>REQUEST</c> authorizers</see>.
/// </summary>
internal sealed partial class Authorizer(
    AuthorizerDescriptor descriptor, EventWriter events, Invoker invoker, TimeProvider time, ILogger logger)
{
    private const string Subject = "The authorizer";

    /// <summary>Decides whether the client may connect. Does not throw if the function fails.</summary>
    /// <param name="headers">All headers of the handshake, including <c>Connection</c> and <c>Upgrade</c>.</param>
    /// <returns>The outcome and, if it is <see cref="AuthorizerOutcome.Allowed"/>, the data that later events repeat.</returns>
    public async Task<(AuthorizerOutcome Outcome, AuthorizerFacts? Facts)> AuthorizeAsync(
        ConnectionFacts connection, EventFacts facts, IReadOnlyList<NameValues> headers, IReadOnlyList<NameValues> query, string traceRoot)
    {
        if (descriptor.IdentitySources.FirstOrDefault(source => !IdentitySource.IsIn(source, headers, query)) is { } missing)
        {
            LogMissingIdentitySource(logger, facts.RequestId, missing);
            return (AuthorizerOutcome.Unauthorized, null);
        }

        var start = time.GetTimestamp();
        var lambdaEvent = events.Authorize(connection, facts, headers, query);
        var result = await invoker.RunAsync(lambdaEvent, traceRoot, Subject, facts.RequestId).ConfigureAwait(false);
        return result is null ? (AuthorizerOutcome.Failed, null) : Read(result.Value, facts.RequestId, time.GetElapsedTime(start));
    }

    private (AuthorizerOutcome Outcome, AuthorizerFacts? Facts) Read(IntegrationResult result, string requestId, TimeSpan latency)
    {
        if (result.ErrorType is { } errorType)
        {
            if (result.IsUnauthorized)
            {
                LogRejected(logger, requestId, 401);
                return (AuthorizerOutcome.Unauthorized, null);
            }

            LogFailed(logger, requestId, errorType);
            return (AuthorizerOutcome.Failed, null);
        }

        if (AuthorizerResponse.Read(result.Response, events.MethodArn, out var problem) is not { } response)
        {
            LogMalformed(logger, requestId, problem!);
            return (AuthorizerOutcome.Failed, null);
        }

        if (!response.Allows)
        {
            LogRejected(logger, requestId, 403);
            return (AuthorizerOutcome.Denied, null);
        }

        return (AuthorizerOutcome.Allowed, new AuthorizerFacts(response.PrincipalId, response.Context, latency));
    }

    [LoggerMessage(LogLevel.Information, "The authorizer ({RequestId}) was not invoked and the handshake was rejected with 401: the "
        + "identity source {IdentitySource} is missing or empty. Send it with the handshake.")]
    private static partial void LogMissingIdentitySource(ILogger logger, string requestId, string identitySource);

    [LoggerMessage(LogLevel.Information, "The authorizer ({RequestId}) rejected the handshake with {StatusCode}.")]
    private static partial void LogRejected(ILogger logger, string requestId, int statusCode);

    [LoggerMessage(LogLevel.Error, "The authorizer ({RequestId}) failed with {ErrorType}. See the function's log for the cause.")]
    private static partial void LogFailed(ILogger logger, string requestId, string errorType);

    [LoggerMessage(LogLevel.Error, "The authorizer ({RequestId}) returned an invalid response: {Problem}.")]
    private static partial void LogMalformed(ILogger logger, string requestId, string problem);
}
