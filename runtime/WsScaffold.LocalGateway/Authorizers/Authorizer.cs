using Microsoft.Extensions.Logging;
using WsScaffold.Gateway.Events;
using WsScaffold.Gateway.Integrations;

namespace WsScaffold.Gateway.Authorizers;

/// <summary>What an authorizer's part in a handshake comes to.</summary>
internal enum AuthorizerOutcome
{
    Allowed,

    /// <summary>An identity source is missing, or the function failed with <c>Unauthorized</c>: 401.</summary>
    Unauthorized,

    /// <summary>The policy denies the route, or doesn't allow it: 403.</summary>
    Denied,

    /// <summary>The function failed otherwise or in time didn't answer, or its answer is none: 500.</summary>
    Failed,
}

/// <summary>
/// Asks the function who may connect, before <c>$connect</c>, as
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html">API Gateway does</see>.
/// </summary>
internal sealed partial class Authorizer(AuthorizerDescriptor descriptor, EventWriter events, Invoker invoker, TimeProvider time, ILogger logger)
{
    private const string Subject = "The authorizer";

    /// <summary>Asks; never throws for what the function does.</summary>
    /// <param name="headers">All headers of the handshake, those of the upgrade included.</param>
    /// <returns>The outcome, with what later events say of it when the client may connect.</returns>
    public async Task<(AuthorizerOutcome Outcome, AuthorizerFacts? Facts)> AskAsync(
        ConnectionFacts connection, RequestFacts request, IReadOnlyList<NameValues> headers, IReadOnlyList<NameValues> query, string traceRoot)
    {
        if (descriptor.IdentitySources.FirstOrDefault(source => !IdentitySource.IsIn(source, headers, query)) is { } missing)
        {
            LogNotAsked(logger, request.RequestId, missing);
            return (AuthorizerOutcome.Unauthorized, null);
        }

        var start = time.GetTimestamp();
        var result = await invoker.RunAsync(events.Authorize(connection, request, headers, query), traceRoot, Subject, request.RequestId).ConfigureAwait(false);
        return result is null ? (AuthorizerOutcome.Failed, null) : Read(result.Value, request.RequestId, time.GetElapsedTime(start));
    }

    private (AuthorizerOutcome Outcome, AuthorizerFacts? Facts) Read(IntegrationResult result, string requestId, TimeSpan latency)
    {
        if (result.ErrorType is { } errorType)
        {
            if (result.IsUnauthorized)
            {
                LogRefused(logger, requestId, 401);
                return (AuthorizerOutcome.Unauthorized, null);
            }

            LogFailed(logger, requestId, errorType);
            return (AuthorizerOutcome.Failed, null);
        }

        if (AuthorizerAnswer.Read(result.Answer, events.MethodArn, out var problem) is not { } answer)
        {
            LogMalformed(logger, requestId, problem!);
            return (AuthorizerOutcome.Failed, null);
        }

        if (!answer.Allows)
        {
            LogRefused(logger, requestId, 403);
            return (AuthorizerOutcome.Denied, null);
        }

        return (AuthorizerOutcome.Allowed, new AuthorizerFacts(answer.PrincipalId, answer.Context, latency));
    }

    [LoggerMessage(LogLevel.Information, "The authorizer ({RequestId}) was not asked: {IdentitySource} is missing or empty.")]
    private static partial void LogNotAsked(ILogger logger, string requestId, string identitySource);

    [LoggerMessage(LogLevel.Information, "The authorizer ({RequestId}) refused a handshake: {StatusCode}.")]
    private static partial void LogRefused(ILogger logger, string requestId, int statusCode);

    [LoggerMessage(LogLevel.Error, "The authorizer ({RequestId}) failed: {ErrorType}. The function's own log says why.")]
    private static partial void LogFailed(ILogger logger, string requestId, string errorType);

    [LoggerMessage(LogLevel.Error, "The authorizer ({RequestId}) answered what API Gateway doesn't take: {Problem}.")]
    private static partial void LogMalformed(ILogger logger, string requestId, string problem);
}
