using WsScaffold.Events;
using System.Buffers.Text;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using WsScaffold.Net.Http;
using WsScaffold.Net.Sockets;

namespace WsScaffold.Lambda;

/// <summary>
/// Takes invocations from the Runtime API one at a time, on one thread and one socket. As long as the function completes
/// synchronously, everything runs on that thread.
/// </summary>
/// <param name="isOnly">Whether this is the only poller of the process.</param>
internal sealed partial class InvocationPoller(ILambdaFunction function, RuntimeApiAddress runtimeApi, ILogger logger, bool isOnly)
    : IDisposable
{
    private const string TraceVariable = "_X_AMZN_TRACE_ID";
    private const int MaxRequestIdLength = 128;
    private const int MaxQuotedBody = 512;

    private readonly RuntimeApiClient _runtimeApi = new(runtimeApi);
    private readonly RequestBuffer _request = new();
    private readonly InvocationThread _thread = new();
    private Func<LambdaInvocation, ValueTask>? _invoke;
    private string? _functionArn;

    /// <param name="afterFirst">Called once, after the response to the first invocation.</param>
    /// <exception cref="RuntimeApiException">The Runtime API can no longer be used.</exception>
    public void Run(Action? afterFirst = null)
    {
        // Changes that a handler makes to the execution context (AsyncLocal, culture) end with its invocation.
        var clean = ExecutionContext.Capture();
        while (_runtimeApi.Next())
        {
            HandleNext();
            if (clean is not null)
            {
                ExecutionContext.Restore(clean);
            }

            afterFirst?.Invoke();
            afterFirst = null;
        }
    }

    /// <summary>Ends <see cref="Run"/> before the next invocation. Callable from any thread.</summary>
    public void Stop() => _runtimeApi.Stop();

    public void Dispose()
    {
        _runtimeApi.Dispose();
        _thread.Dispose();
    }

    private void HandleNext()
    {
        using var invocation = ReadInvocation();
        if (isOnly)
        {
            // For the AWS SDK and X-Ray. With several invocations at once, the variable could belong to another invocation.
            Environment.SetEnvironmentVariable(TraceVariable, invocation.TraceId);
        }

        InvocationContext.Enter(invocation, isOnly);
        try
        {
            Handle(invocation);
        }
        finally
        {
            InvocationContext.Leave(isOnly);
        }
    }

    private void Handle(LambdaInvocation invocation)
    {
        _request.Clear();
        try
        {
            _thread.Run(_invoke ??= InvokeAsync, invocation);
        }
        catch (Exception exception)
        {
            // An exception fails the invocation, not the process.
            ReportError(invocation, exception);
            return;
        }

        _runtimeApi.PostResponse(invocation.AwsRequestId, _request);
        CheckAccepted("response");
    }

    private ValueTask InvokeAsync(LambdaInvocation invocation) => function.InvokeAsync(_runtimeApi.Body, invocation, _request);

    private void ReportError(LambdaInvocation invocation, Exception exception)
    {
        _request.Clear();
        LambdaError.WriteBody(exception, _request);
        _runtimeApi.PostError(invocation.AwsRequestId, LambdaError.Headers(exception, LambdaError.HandlerFailed), _request);
        CheckAccepted("error");
    }

    private LambdaInvocation ReadInvocation()
    {
        if (_runtimeApi.Status != HttpStatusCode.OK)
        {
            throw new RuntimeApiException(
                $"The Lambda Runtime API returned status {(int)_runtimeApi.Status} to the request for the next event: {QuoteBody()}",
                _runtimeApi.Status);
        }

        if (!_runtimeApi.TryGetHeader("Lambda-Runtime-Aws-Request-Id"u8, out var id) || !IsRequestId(id))
        {
            throw new RuntimeApiException(
                "The Lambda Runtime API sent an event without a valid Lambda-Runtime-Aws-Request-Id header, so no response can be sent.");
        }

        return new LambdaInvocation
        {
            Thread = _thread,
            AwsRequestId = Encoding.ASCII.GetString(id),
            Deadline = ReadDeadline(),
            InvokedFunctionArn = ReadFunctionArn(),
            TraceId = ReadText("Lambda-Runtime-Trace-Id"u8),
            ClientContext = ReadText("Lambda-Runtime-Client-Context"u8),
            CognitoIdentity = ReadText("Lambda-Runtime-Cognito-Identity"u8),
            TenantId = ReadText("Lambda-Runtime-Aws-Tenant-Id"u8),
        };
    }

    // The ID becomes part of a path, so characters that would end or change the path are not allowed.
    private static bool IsRequestId(ReadOnlySpan<byte> id) =>
        id.Length is > 0 and <= MaxRequestIdLength && !id.ContainsAnyExceptInRange((byte)'!', (byte)'~') && !id.ContainsAny("/?#%"u8);

    // Without a deadline, the token never fires.
    private DateTimeOffset ReadDeadline() =>
        _runtimeApi.TryGetHeader("Lambda-Runtime-Deadline-Ms"u8, out var text)
        && Utf8Parser.TryParse(text, out long milliseconds, out var digits)
        && digits == text.Length
        && milliseconds >= 0
        && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : DateTimeOffset.MaxValue;

    // Nearly always the same as for the previous invocation.
    private string? ReadFunctionArn()
    {
        if (!_runtimeApi.TryGetHeader("Lambda-Runtime-Invoked-Function-Arn"u8, out var arn))
        {
            return null;
        }

        return _functionArn is not null && Ascii.Equals(arn, _functionArn) ? _functionArn : _functionArn = Encoding.UTF8.GetString(arn);
    }

    private string? ReadText(ReadOnlySpan<byte> header) =>
        _runtimeApi.TryGetHeader(header, out var value) && !value.IsEmpty ? Encoding.UTF8.GetString(value) : null;

    // After a 4xx (413: the response is over 6 MB) Lambda has already failed the invocation. 500 is not recoverable: the process
    // must end (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).
    private void CheckAccepted(string what)
    {
        var status = (int)_runtimeApi.Status;
        if (status is >= 200 and <= 299)
        {
            return;
        }

        LogRefused(logger, what, status, QuoteBody());
        if (status >= 500)
        {
            throw new RuntimeApiException(
                $"The Lambda Runtime API returned status {status} to the {what}. This error is not recoverable.",
                _runtimeApi.Status);
        }
    }

    // The Runtime API's error text ({"errorMessage":…,"errorType":…}); it contains no part of an event.
    private string QuoteBody()
    {
        var body = _runtimeApi.Body.Span;
        return Encoding.UTF8.GetString(body[..Math.Min(body.Length, MaxQuotedBody)]);
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The Lambda Runtime API returned status {Status} to the {What} of the invocation: {Response}")]
    private static partial void LogRefused(ILogger logger, string what, int status, string response);
}
