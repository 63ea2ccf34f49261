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
/// Serves the <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda Runtime API</see>. Requests do not
/// identify the execution environment that sends them, so each TCP socket counts as one environment. As many invocations run
/// concurrently as sockets wait in <c>next</c>.
/// </summary>
internal sealed partial class RuntimeApiEndpoint(InvocationQueue queue, TimeSpan timeout, TimeProvider time, ILogger logger) : IDisposable
{
    private const string Root = "/2018-06-01/runtime/";
    private const string FunctionArn = "arn:aws:lambda:us-east-1:123456789012:function:local";
    private const string ErrorTypeHeader = "Lambda-Runtime-Function-Error-Type";
    private const string ResponseModeHeader = "Lambda-Runtime-Function-Response-Mode";
    private const string AlreadyFinished = "The invocation already has a response or an error.";

    // 6 MiB and 100 bytes.
    private const int LargestResponse = 6_291_556;

    private static readonly ReadOnlyMemory<byte> _accepted = """{"status":"OK"}"""u8.ToArray();

    private readonly RequestOrigin _origin = new(IPAddress.Loopback, [], []);
    private readonly CancellationTokenSource _stopping = new();

    // When a process ends, its socket closes. But a shell script closes its socket, too, and sends the response over another one.
    private static readonly TimeSpan _responseGrace = TimeSpan.FromSeconds(1);

    // HTTP clients keep an idle socket at least this long: Node.js closes it after four seconds, Go after ninety.
    private static readonly TimeSpan _shortestIdleTimeout = TimeSpan.FromSeconds(3);

    // By socket. The value is the last invocation that the environment took.
    private readonly ConcurrentDictionary<string, Invocation?> _environments = new(StringComparer.Ordinal);
    private volatile string? _initError;

    // Set by the first response over another socket than the one that took the event. A closed socket is no sign of an exit then.
    private volatile bool _respondsOverNewSockets;

    /// <summary>
    /// The error with which the only environment failed to start. Invocations fail with it until an environment calls <c>next</c>.
    /// </summary>
    public string? InitError => _initError;

    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var call = path.StartsWith(Root, StringComparison.Ordinal) ? path[Root.Length..].Split('/') : [];
        await ((context.Request.Method, call) switch
        {
            _ when !_origin.IsHostAllowed(context.Request) || context.Request.Headers.Origin.Count > 0 =>
                WriteErrorAsync(context, StatusCodes.Status403Forbidden, "Forbidden",
                    "Only programs on this machine may call the Runtime API; web pages may not."),
            ("GET", ["invocation", "next"]) => NextAsync(context),
            ("POST", ["invocation", var id, "response"]) => ResponseAsync(context, id),
            ("POST", ["invocation", var id, "error"]) => ErrorAsync(context, id),
            ("POST", ["init", "error"]) => InitErrorAsync(context),
            _ => WriteErrorAsync(context, StatusCodes.Status404NotFound, "NotFound", "The Runtime API has no such operation."),
        }).ConfigureAwait(false);
    }

    /// <summary>Ends the requests that wait for an event.</summary>
    public Task StopAsync() => _stopping.CancelAsync();

    public void Dispose() => _stopping.Dispose();

    private async Task NextAsync(HttpContext context)
    {
        var environment = context.Connection.Id;
        if (_environments.GetValueOrDefault(environment) is { IsFinished: false })
        {
            await WriteStateErrorAsync(context, "The previous invocation has no response or error yet.").ConfigureAwait(false);
            return;
        }

        var closed = context.Features.GetRequiredFeature<IConnectionLifetimeFeature>().ConnectionClosed;
        if (_environments.TryAdd(environment, null))
        {
            closed.Register(() => RemoveEnvironment(environment));
        }

        _initError = null;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        try
        {
            var invocation = await queue.TakeAsync(end.Token).ConfigureAwait(false);
            (invocation.Environment, invocation.TakenAt) = (environment, time.GetUtcNow());
            _environments[environment] = invocation;
            if (closed.IsCancellationRequested)
            {
                // If the socket closed before the line above, the callback removed the environment without this invocation.
                RemoveEnvironment(environment);
            }

            await DeliverAsync(context.Response, invocation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private void RemoveEnvironment(string environment)
    {
        if (_environments.TryRemove(environment, out var invocation) && invocation is { IsFinished: false }
            && time.GetUtcNow() - invocation.TakenAt < _shortestIdleTimeout)
        {
            _ = FailWithoutResponseAsync(invocation);
        }
    }

    private async Task FailWithoutResponseAsync(Invocation invocation)
    {
        if (_respondsOverNewSockets)
        {
            return;
        }

        await Task.Delay(_responseGrace, time).ConfigureAwait(false);
        if (!_respondsOverNewSockets && !_stopping.IsCancellationRequested
            && queue.TryFinish(invocation, IntegrationResult.Failed("Runtime.ExitError")))
        {
            LogExited(logger, invocation.Id, _responseGrace);
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
            // API Gateway requests a complete response for WebSocket routes.
            await WriteErrorAsync(context, StatusCodes.Status400BadRequest, "InvalidFunctionResponseMode",
                "WebSocket APIs do not support response streaming.").ConfigureAwait(false);
            return;
        }

        if (await RequestBody.ReadAsync(context.Request, LargestResponse).ConfigureAwait(false) is { } response)
        {
            await FinishAsync(context, invocation, IntegrationResult.Succeeded(response)).ConfigureAwait(false);
            return;
        }

        queue.TryFinish(invocation, IntegrationResult.Failed("Function.ResponseSizeTooLarge"));
        await WriteErrorAsync(context, StatusCodes.Status413PayloadTooLarge, "RequestEntityTooLarge",
            $"Exceeded maximum allowed payload size ({LargestResponse} bytes).").ConfigureAwait(false);
    }

    private async Task ErrorAsync(HttpContext context, string id)
    {
        if (await FindAsync(context, id).ConfigureAwait(false) is { } invocation)
        {
            var body = await RequestBody.ReadAsync(context.Request, LargestResponse).ConfigureAwait(false);
            var result = IntegrationResult.Failed(ErrorType(context.Request), ErrorMessage(body));
            await FinishAsync(context, invocation, result).ConfigureAwait(false);
        }
    }

    private async Task InitErrorAsync(HttpContext context)
    {
        if (_environments.ContainsKey(context.Connection.Id))
        {
            await WriteStateErrorAsync(context, "This environment has already started: it called next.").ConfigureAwait(false);
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
        if (found is not null && !_environments.ContainsKey(found.Environment!))
        {
            _respondsOverNewSockets = true;
        }

        switch (found)
        {
            case null:
                await WriteErrorAsync(context, StatusCodes.Status400BadRequest, "InvalidRequestID",
                    "No runtime has taken an invocation with this request ID.").ConfigureAwait(false);
                return null;
            case { IsFinished: true }:
                await WriteStateErrorAsync(context, AlreadyFinished).ConfigureAwait(false);
                return null;
            case var invocation:
                return invocation;
        }
    }

    private Task FinishAsync(HttpContext context, Invocation invocation, IntegrationResult result) => queue.TryFinish(invocation, result)
        ? JsonResponse.WriteAsync(context.Response, StatusCodes.Status202Accepted, _accepted)
        : WriteStateErrorAsync(context, AlreadyFinished);

    // The details of the error are in the function's log.
    private static string ErrorType(HttpRequest request) =>
        request.Headers[ErrorTypeHeader] is [{ Length: > 0 } errorType, ..] ? errorType : "Runtime.Unknown";

    // Null if the body has no error message in the format that Lambda documents.
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

    [LoggerMessage(LogLevel.Error, "Invocation {Id} failed: the process that took it closed its socket and sent "
        + "no response within {Grace}. If the process crashed, see its output for the cause.")]
    private static partial void LogExited(ILogger logger, string id, TimeSpan grace);

    [LoggerMessage(LogLevel.Error, "The function failed to start with {ErrorType}. See the function's log for the cause.")]
    private static partial void LogInitError(ILogger logger, string errorType);
}
