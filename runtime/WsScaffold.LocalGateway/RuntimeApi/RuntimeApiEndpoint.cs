using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using WsScaffold.Gateway.Http;
using WsScaffold.Gateway.Integrations;

namespace WsScaffold.Gateway.RuntimeApi;

/// <summary>
/// Answers the calls of the <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda Runtime API</see>.
/// The API does not say which execution environment calls, so a TCP connection counts as one; as many events run at once
/// as connections wait in <c>next</c>.
/// </summary>
internal sealed partial class RuntimeApiEndpoint(InvocationQueue queue, TimeSpan timeout, TimeProvider time, ILogger logger) : IDisposable
{
    private const string Root = "/2018-06-01/runtime/";
    private const string FunctionArn = "arn:aws:lambda:us-east-1:123456789012:function:local";
    private const string ErrorTypeHeader = "Lambda-Runtime-Function-Error-Type";
    private const string ResponseModeHeader = "Lambda-Runtime-Function-Response-Mode";
    private const string AnsweredBefore = "The invocation was answered before.";

    // 6 MiB and 100 bytes.
    private const int LargestAnswer = 6_291_556;

    private static readonly ReadOnlyMemory<byte> _accepted = """{"status":"OK"}"""u8.ToArray();

    private readonly RequestOrigin _origin = new(IPAddress.Loopback, [], []);
    private readonly CancellationTokenSource _stopping = new();

    // A process that dies takes its connection along; a shell script opens one for each call and answers over the next.
    private static readonly TimeSpan _answerGrace = TimeSpan.FromSeconds(1);

    // Before that, no client closes a connection because it is idle: Node.js does after four seconds, Go after ninety.
    private static readonly TimeSpan _idleAtLeast = TimeSpan.FromSeconds(3);

    // By connection; the value is the invocation it took last.
    private readonly ConcurrentDictionary<string, Invocation?> _environments = new(StringComparer.Ordinal);
    private volatile string? _initError;

    // Set by the first answer that comes after the connection that took the event closed: then a closed one says nothing.
    private volatile bool _answersOverNewConnections;

    /// <summary>Why the only environment could not start; until one calls <c>next</c>, invocations fail with it.</summary>
    public string? InitError => _initError;

    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var call = path.StartsWith(Root, StringComparison.Ordinal) ? path[Root.Length..].Split('/') : [];
        await ((context.Request.Method, call) switch
        {
            _ when !_origin.IsHostAllowed(context.Request) || context.Request.Headers.Origin.Count > 0 =>
                WriteErrorAsync(context, StatusCodes.Status403Forbidden, "Forbidden", "Only a program on this machine may call the Runtime API, no web page."),
            ("GET", ["invocation", "next"]) => NextAsync(context),
            ("POST", ["invocation", var id, "response"]) => ResponseAsync(context, id),
            ("POST", ["invocation", var id, "error"]) => ErrorAsync(context, id),
            ("POST", ["init", "error"]) => InitErrorAsync(context),
            _ => WriteErrorAsync(context, StatusCodes.Status404NotFound, "NotFound", "The Runtime API has no such call."),
        }).ConfigureAwait(false);
    }

    /// <summary>Ends the calls that wait for an event.</summary>
    public Task StopAsync() => _stopping.CancelAsync();

    public void Dispose() => _stopping.Dispose();

    private async Task NextAsync(HttpContext context)
    {
        var environment = context.Connection.Id;
        if (_environments.GetValueOrDefault(environment) is { IsFinished: false })
        {
            await WriteStateErrorAsync(context, "The last invocation was not answered yet.").ConfigureAwait(false);
            return;
        }

        var closed = context.Features.GetRequiredFeature<IConnectionLifetimeFeature>().ConnectionClosed;
        if (_environments.TryAdd(environment, null))
        {
            closed.Register(() => Leave(environment));
        }

        _initError = null;
        using var leaves = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        try
        {
            var invocation = await queue.TakeAsync(leaves.Token).ConfigureAwait(false);
            (invocation.TakenOver, invocation.TakenAt) = (environment, time.GetUtcNow());
            _environments[environment] = invocation;
            if (closed.IsCancellationRequested)
            {
                // It closed between the two lines above, and left without the invocation.
                Leave(environment);
            }

            await DeliverAsync(context.Response, invocation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private void Leave(string environment)
    {
        if (_environments.TryRemove(environment, out var invocation) && invocation is { IsFinished: false } && time.GetUtcNow() - invocation.TakenAt < _idleAtLeast)
        {
            _ = FailUnlessAnsweredAsync(invocation);
        }
    }

    private async Task FailUnlessAnsweredAsync(Invocation invocation)
    {
        if (_answersOverNewConnections)
        {
            return;
        }

        await Task.Delay(_answerGrace, time).ConfigureAwait(false);
        if (!_answersOverNewConnections && !_stopping.IsCancellationRequested && queue.TryFinish(invocation, IntegrationResult.Failed("Runtime.ExitError")))
        {
            LogGone(logger, invocation.Id, _answerGrace);
        }
    }

    private async Task DeliverAsync(HttpResponse response, Invocation invocation)
    {
        var deadline = time.GetUtcNow() + timeout;
        response.Headers["Lambda-Runtime-Aws-Request-Id"] = invocation.Id;
        response.Headers["Lambda-Runtime-Deadline-Ms"] = deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = FunctionArn;
        response.Headers["Lambda-Runtime-Trace-Id"] = LambdaTrace.Header(invocation.TraceRoot);
        await JsonResponse.WriteAsync(response, StatusCodes.Status200OK, invocation.Event).ConfigureAwait(false);
    }

    private async Task ResponseAsync(HttpContext context, string id)
    {
        if (await FindAsync(context, id).ConfigureAwait(false) is not { } invocation)
        {
            return;
        }

        if (context.Request.Headers.ContainsKey(ResponseModeHeader))
        {
            // API Gateway invokes for a whole answer: a stream has nowhere to go.
            await WriteErrorAsync(context, StatusCodes.Status400BadRequest, "InvalidFunctionResponseMode", "A WebSocket API has no response streaming.").ConfigureAwait(false);
            return;
        }

        if (await RequestBody.ReadAsync(context.Request, LargestAnswer).ConfigureAwait(false) is { } answer)
        {
            await FinishAsync(context, invocation, IntegrationResult.Answered(answer)).ConfigureAwait(false);
            return;
        }

        queue.TryFinish(invocation, IntegrationResult.Failed("Function.ResponseSizeTooLarge"));
        await WriteErrorAsync(context, StatusCodes.Status413PayloadTooLarge, "RequestEntityTooLarge",
            $"Exceeded maximum allowed payload size ({LargestAnswer} bytes).").ConfigureAwait(false);
    }

    private async Task ErrorAsync(HttpContext context, string id)
    {
        if (await FindAsync(context, id).ConfigureAwait(false) is { } invocation)
        {
            var body = await RequestBody.ReadAsync(context.Request, LargestAnswer).ConfigureAwait(false);
            await FinishAsync(context, invocation, IntegrationResult.Failed(ErrorType(context.Request), ErrorMessage(body))).ConfigureAwait(false);
        }
    }

    private async Task InitErrorAsync(HttpContext context)
    {
        if (_environments.ContainsKey(context.Connection.Id))
        {
            await WriteStateErrorAsync(context, "The environment has started: it called next.").ConfigureAwait(false);
            return;
        }

        var errorType = ErrorType(context.Request);
        LogInitError(logger, errorType);
        if (_environments.IsEmpty)
        {
            _initError = errorType;
            queue.FailWaiting(errorType);
        }

        await JsonResponse.WriteAsync(context.Response, StatusCodes.Status202Accepted, _accepted).ConfigureAwait(false);
    }

    private async Task<Invocation?> FindAsync(HttpContext context, string id)
    {
        var found = queue.FindTaken(id);
        if (found is not null && !_environments.ContainsKey(found.TakenOver!))
        {
            _answersOverNewConnections = true;
        }

        switch (found)
        {
            case null:
                await WriteErrorAsync(context, StatusCodes.Status400BadRequest, "InvalidRequestID", "The request ID is not that of the current invocation.").ConfigureAwait(false);
                return null;
            case { IsFinished: true }:
                await WriteStateErrorAsync(context, AnsweredBefore).ConfigureAwait(false);
                return null;
            case var invocation:
                return invocation;
        }
    }

    private Task FinishAsync(HttpContext context, Invocation invocation, IntegrationResult result) => queue.TryFinish(invocation, result)
        ? JsonResponse.WriteAsync(context.Response, StatusCodes.Status202Accepted, _accepted)
        : WriteStateErrorAsync(context, AnsweredBefore);

    // The details of the error are the function's own business, which logs them.
    private static string ErrorType(HttpRequest request) =>
        request.Headers[ErrorTypeHeader] is [{ Length: > 0 } errorType, ..] ? errorType : "Runtime.Unknown";

    // Null when it says none, or not in the way that Lambda reads.
    private static string? ErrorMessage(ReadOnlyMemory<byte>? body)
    {
        try
        {
            using var error = JsonDocument.Parse(body.GetValueOrDefault());
            return error.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("errorMessage", out var message)
                && message.ValueKind == JsonValueKind.String
                ? message.GetString()
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Task WriteStateErrorAsync(HttpContext context, string message) =>
        WriteErrorAsync(context, StatusCodes.Status403Forbidden, "InvalidStateTransition", message);

    private static Task WriteErrorAsync(HttpContext context, int status, string errorType, string message) =>
        JsonResponse.WriteAsync(context.Response, status, ErrorBody.Write(("errorMessage", message), ("errorType", errorType)));

    [LoggerMessage(LogLevel.Error, "The process that took invocation {Id} closed its connection and did not answer within {Grace}: it counts as ended.")]
    private static partial void LogGone(ILogger logger, string id, TimeSpan grace);

    [LoggerMessage(LogLevel.Error, "The function could not start: {ErrorType}. Its own log says why.")]
    private static partial void LogInitError(ILogger logger, string errorType);
}
