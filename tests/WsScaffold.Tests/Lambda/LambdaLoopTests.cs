using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Testing;
using WsScaffold.Events;
using WsScaffold.Lambda;
using WsScaffold.Tests.Logging;
using static WsScaffold.Tests.Lambda.FakeRuntimeApi;

namespace WsScaffold.Tests.Lambda;

[Collection(AmbientInvocation.Name)]
public sealed class LambdaLoopTests : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private readonly FakeRuntimeApi _api = new();
    private readonly List<string> _lines = [];
    private readonly FakeLogger _log;

    // With the request ID that a line of the log would carry.
    public LambdaLoopTests() => _log = new(FakeLogCollector.Create(new()
    {
        OutputSink = _lines.Add,
        OutputFormatter = static line => $"{InvocationContext.Current?.AwsRequestId} {line.Level}: {line.Message}",
    }));

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task Events_are_answered_one_after_the_other_on_one_connection()
    {
        _api.Next(Reply.Event("one", "id-1"), Reply.Event("two", "id-2"));

        await ServeUntilIdle(Function((lambdaEvent, _) => $"<{lambdaEvent}>"));

        Assert.Equal(
            [("/2018-06-01/runtime/invocation/id-1/response", "<one>"), ("/2018-06-01/runtime/invocation/id-2/response", "<two>")],
            _api.Posts.Select(request => (request.Path, request.Text)));
        Assert.Equal(1, _api.ConnectionCount);
        Assert.Empty(_lines);
    }

    [Fact]
    public async Task What_Lambda_says_about_an_invocation_reaches_the_function()
    {
        _api.Next(Reply.Event("{}", "8476a536-e9f4-11e8-9739-2dfe598c3fcd", string.Join("\r\n",
            "Lambda-Runtime-Deadline-Ms: 4102444800123",
            "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:eu-west-1:123456789012:function:chat:live",
            "Lambda-Runtime-Trace-Id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1",
            """Lambda-Runtime-Client-Context: {"client":{"app_title":"Chät"}}""",
            """Lambda-Runtime-Cognito-Identity: {"cognitoIdentityId":"c"}""",
            "Lambda-Runtime-Aws-Tenant-Id: tenant-1",
            "")));
        LambdaInvocation? seen = null;

        await ServeUntilIdle(Function((_, invocation) =>
        {
            seen = invocation;
            return "";
        }));

        Assert.NotNull(seen);
        Assert.Equal("8476a536-e9f4-11e8-9739-2dfe598c3fcd", seen.AwsRequestId);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(4102444800123), seen.Deadline);
        Assert.Equal("arn:aws:lambda:eu-west-1:123456789012:function:chat:live", seen.InvokedFunctionArn);
        Assert.Equal("Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1", seen.TraceId);
        Assert.Equal("""{"client":{"app_title":"Chät"}}""", seen.ClientContext);
        Assert.Equal("""{"cognitoIdentityId":"c"}""", seen.CognitoIdentity);
        Assert.Equal("tenant-1", seen.TenantId);
    }

    [Fact]
    public async Task Everything_but_the_request_id_may_be_missing()
    {
        _api.Next(Reply.Event("{}", headers: "Lambda-Runtime-Deadline-Ms: soon\r\nLambda-Runtime-Trace-Id:\r\n"));
        LambdaInvocation? seen = null;
        var token = new CancellationToken(canceled: true);

        await ServeUntilIdle(Function((_, invocation) =>
        {
            seen = invocation;
            token = invocation.CancellationToken;
            return "";
        }));

        Assert.NotNull(seen);
        Assert.Equal(DateTimeOffset.MaxValue, seen.Deadline);
        Assert.Null(seen.InvokedFunctionArn);
        Assert.Null(seen.TraceId);
        Assert.Null(seen.ClientContext);
        Assert.Null(seen.CognitoIdentity);
        Assert.Null(seen.TenantId);
        Assert.False(token.IsCancellationRequested);
    }

    [Fact]
    public async Task The_function_ARN_is_one_string_as_long_as_it_stays_the_same()
    {
        _api.Next(
            Reply.Event("", "1", "Lambda-Runtime-Invoked-Function-Arn: a:1\r\n"),
            Reply.Event("", "2", "Lambda-Runtime-Invoked-Function-Arn: a:1\r\n"),
            Reply.Event("", "3", "Lambda-Runtime-Invoked-Function-Arn: a:2\r\n")
        );
        var arns = new List<string?>();

        await ServeUntilIdle(Function((_, invocation) =>
        {
            arns.Add(invocation.InvokedFunctionArn);
            return "";
        }));

        Assert.Equal(["a:1", "a:1", "a:2"], arns);
        Assert.Same(arns[0], arns[1]);
    }

    [Fact]
    public async Task The_deadline_cancels_the_token()
    {
        var deadline = DateTimeOffset.UtcNow.AddSeconds(2).ToUnixTimeMilliseconds();
        _api.Next(Reply.Event("{}", headers: string.Create(CultureInfo.InvariantCulture, $"Lambda-Runtime-Deadline-Ms: {deadline}\r\n")));

        await ServeUntilIdle(
            Function((_, invocation) => invocation.CancellationToken.WaitHandle.WaitOne(_patience) ? "cancelled" : "never")
        );

        Assert.Equal("cancelled", _api.Posts.Single().Text);
    }

    [Fact]
    public async Task A_handler_that_completes_at_once_runs_on_the_thread_that_called_Run()
    {
        _api.Next(Reply.Event("{}"), Reply.Event("{}", "id-2"));
        var handlers = new List<Thread>();

        var caller = await ServeUntilIdle(Function((_, _) =>
        {
            handlers.Add(Thread.CurrentThread);
            return "";
        }));

        Assert.Equal([caller, caller], handlers);
    }

    [Fact]
    public async Task A_handler_may_complete_later_on_another_thread()
    {
        _api.Next(Reply.Event("one", "id-1"), Reply.Event("two", "id-2"));

        await ServeUntilIdle(new DelegateFunction(async (lambdaEvent, _, answer) =>
        {
            await Task.Yield();
            await Task.Delay(1);
            answer.Write(lambdaEvent.Span);
        }));

        Assert.Equal(["one", "two"], _api.Posts.Select(request => request.Text));
    }

    [Fact]
    public async Task A_handler_that_throws_fails_its_invocation_and_no_other()
    {
        _api.Next(Reply.Event("one", "id-1"), Reply.Event("two", "id-2"));

        await ServeUntilIdle(
            Function((lambdaEvent, _) => lambdaEvent == "one" ? throw new InvalidOperationException("no \"room\"\n") : "fine")
        );

        var (error, fine) = (_api.Posts.First(), _api.Posts.Last());
        Assert.Equal("/2018-06-01/runtime/invocation/id-1/error", error.Path);
        Assert.Equal("application/vnd.aws.lambda.error+json", error.Header("Content-Type"));
        Assert.Equal("Function.HandlerFailed", error.Header("Lambda-Runtime-Function-Error-Type"));
        using var body = JsonDocument.Parse(error.Body);
        Assert.Equal(["errorMessage", "errorType", "stackTrace"], body.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal("no \"room\"\n", body.RootElement.GetProperty("errorMessage").GetString());
        Assert.Equal("InvalidOperationException", body.RootElement.GetProperty("errorType").GetString());
        Assert.Contains(nameof(LambdaLoopTests), body.RootElement.GetProperty("stackTrace")[0].GetString(), StringComparison.Ordinal);
        using var cause = JsonDocument.Parse(error.Header("Lambda-Runtime-Function-XRay-Error-Cause")!);
        Assert.Equal("no \"room\"\n", cause.RootElement.GetProperty("exceptions")[0].GetProperty("message").GetString());
        Assert.Equal(("/2018-06-01/runtime/invocation/id-2/response", "fine"), (fine.Path, fine.Text));
    }

    [Fact]
    public async Task An_exception_that_throws_when_it_is_asked_fails_its_invocation_and_no_other()
    {
        _api.Next(Reply.Event("one", "id-1"), Reply.Event("two", "id-2"));

        await ServeUntilIdle(Function((lambdaEvent, _) => lambdaEvent == "one" ? throw new BrokenException() : "fine"));

        var (error, fine) = (_api.Posts.First(), _api.Posts.Last());
        Assert.Equal("/2018-06-01/runtime/invocation/id-1/error", error.Path);
        Assert.Contains(
            $"\"errorMessage\":\"{typeof(BrokenException)}, whose text is unavailable: reading it threw {typeof(NotSupportedException)}.\"",
            error.Text.Replace("\\u002B", "+", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.Equal(("/2018-06-01/runtime/invocation/id-2/response", "fine"), (fine.Path, fine.Text));
    }

    [Fact]
    public async Task What_a_handler_wrote_before_it_failed_is_not_sent()
    {
        _api.Next(Reply.Event("one"));

        await ServeUntilIdle(new DelegateFunction(async (_, _, answer) =>
        {
            answer.Write("half an answer"u8);
            await Task.Yield();
            throw new TimeoutException("late");
        }));

        Assert.StartsWith(
            """{"errorMessage":"late","errorType":"TimeoutException","stackTrace":[""",
            _api.Posts.Single().Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_trace_id_is_in_the_environment_while_there_is_one_invocation_at_a_time()
    {
        _api.Next(
            Reply.Event("", "1", "Lambda-Runtime-Trace-Id: Root=1\r\n"),
            Reply.Event("", "2", "Lambda-Runtime-Trace-Id: Root=2\r\n"),
            Reply.Event("", "3")
        );

        await ServeUntilIdle(Function((_, _) => Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID") ?? "none"));

        Assert.Equal(["Root=1", "Root=2", "none"], _api.Posts.Select(request => request.Text));
    }

    [Fact]
    public async Task The_trace_id_stays_out_of_the_environment_when_invocations_overlap()
    {
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", null);
        _api.Next(Reply.Event("", "1", "Lambda-Runtime-Trace-Id: Root=1\r\n"));

        await ServeUntilIdle(
            Function((_, invocation) => $"{invocation.TraceId} {Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID") ?? "none"}"),
            pollers: 2);

        Assert.Equal("Root=1 none", _api.Posts.Single().Text);
    }

    [Fact]
    public async Task As_many_invocations_run_at_once_as_Lambda_allows_each_on_its_own_thread_and_connection()
    {
        _api.Next(Reply.Event("", "1"), Reply.Event("", "2"), Reply.Event("", "3"));
        using var together = new Barrier(3);

        await ServeUntilIdle(
            Function(
                (_, invocation) =>
                    together.SignalAndWait(_patience) && InvocationContext.Current == invocation
                        ? $"{Environment.CurrentManagedThreadId}"
                        : "alone"
            ),
            pollers: 3
        );

        Assert.Equal(3, _api.Posts.Select(request => request.Text).Distinct().Count());
        Assert.DoesNotContain("alone", _api.Posts.Select(request => request.Text));
        Assert.Equal([1, 2, 3], _api.Posts.Select(request => request.Connection).Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Log_lines_know_their_invocation_across_threads_and_none_outside_one(int pollers)
    {
        _api.Next(Reply.Event("", "id-1"), Reply.Event("", "id-2"));
        var seen = new List<(string?, string?)>();

        await ServeUntilIdle(
            new DelegateFunction(async (_, invocation, _) =>
            {
                await Task.Yield();
                lock (seen)
                {
                    seen.Add((invocation.AwsRequestId, InvocationContext.Current?.AwsRequestId));
                }
            }),
            pollers);

        Assert.Equal([("id-1", "id-1"), ("id-2", "id-2")], seen.Order());
        Assert.Null(InvocationContext.Current);
    }

    [Fact]
    public async Task What_a_handler_puts_into_its_execution_context_ends_with_the_invocation()
    {
        _api.Next(Reply.Event("", "1"), Reply.Event("", "2"));
        var local = new AsyncLocal<string?>();

        await ServeUntilIdle(Function((_, invocation) =>
        {
            var before = local.Value ?? "clean";
            local.Value = invocation.AwsRequestId;
            return before;
        }));

        Assert.Equal(["clean", "clean"], _api.Posts.Select(request => request.Text));
    }

    [Theory]
    [InlineData(400, """{"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}""")]
    [InlineData(403, """{"errorMessage":"State transition is not allowed","errorType":"InvalidStateTransition"}""")]
    [InlineData(413, """{"errorMessage":"Exceeded maximum allowed payload size (6291556 bytes).","errorType":"RequestEntityTooLarge"}""")]
    public async Task A_refused_answer_is_logged_and_survived(int status, string body)
    {
        _api.Next(Reply.Event("one", "id-1"), Reply.Event("two", "id-2")).Post(Reply.Status(status, body));

        await ServeUntilIdle(Function((lambdaEvent, _) => lambdaEvent));

        Assert.Equal(["one", "two"], _api.Posts.Select(request => request.Text));
        Assert.Equal([$"id-1 Error: The Lambda Runtime API returned status {status} to the response of the invocation: {body}"], _lines);
    }

    [Fact]
    public async Task A_refused_error_is_logged_and_survived()
    {
        _api.Next(Reply.Event("one", "id-1"), Reply.Event("two", "id-2")).Post(Reply.Status(400, "no"));

        await ServeUntilIdle(Function((lambdaEvent, _) => lambdaEvent == "one" ? throw new InvalidOperationException() : lambdaEvent));

        Assert.Equal("two", _api.Posts.Last().Text);
        Assert.Equal(["id-1 Error: The Lambda Runtime API returned status 400 to the error of the invocation: no"], _lines);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_500_ends_the_loop_with_an_exception(int pollers)
    {
        _api.Next(Reply.Event("one", "id-1")).Post(Reply.Status(500, """{"errorType":"InternalServerError"}"""));

        var exception = await Failure(pollers);

        Assert.Equal("The Lambda Runtime API returned status 500 to the response. This error is not recoverable.", exception.Message);
        Assert.Equal(System.Net.HttpStatusCode.InternalServerError, exception.StatusCode);
        Assert.Equal(
            [
                """id-1 Error: The Lambda Runtime API returned status 500 to the response of the invocation: """
                    + """{"errorType":"InternalServerError"}""",
            ],
            _lines
        );
    }

    [Theory]
    [InlineData(403)]
    [InlineData(500)]
    public async Task A_refused_next_ends_the_loop_with_an_exception(int status)
    {
        _api.Next(Reply.Status(status, "why"));

        var exception = await Failure();

        Assert.Equal($"The Lambda Runtime API returned status {status} to the request for the next event: why", exception.Message);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id:\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: a b\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: ../init\r\nContent-Length: 2\r\n\r\n{}")]
    public async Task An_event_that_cannot_be_answered_ends_the_loop_with_an_exception(string answer)
    {
        _api.Next(Reply.Raw(answer));

        var exception = await Failure();

        Assert.Equal(
            "The Lambda Runtime API sent an event without a valid Lambda-Runtime-Aws-Request-Id header, so no response can be sent.",
            exception.Message
        );
    }

    [Theory]
    [InlineData(
        "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: id\r\nContent-Length: 9\r\n\r\nhalf",
        "is incomplete: the peer closed the socket"
    )]
    [InlineData("not HTTP at all\r\n", "does not start with a status line")]
    public async Task An_event_that_does_not_come_whole_ends_the_loop_with_an_exception(string answer, string reason)
    {
        _api.Next(Reply.Raw(answer, closes: true));

        var exception = await Failure();

        Assert.Equal($"The response of the Lambda Runtime API {reason}.", exception.Message);
    }

    [Fact]
    public async Task A_connection_that_Lambda_closes_between_invocations_costs_no_event()
    {
        _api.Next(Reply.Event("one", "id-1"), new Reply(Reply.Event("two", "id-2").Pieces, Closes: true))
            .Post(new Reply(Reply.Status(202).Pieces, Closes: true));

        await ServeUntilIdle(Function((lambdaEvent, _) => lambdaEvent));

        Assert.Equal(["one", "two"], _api.Posts.Select(request => request.Text));
        Assert.Equal(3, _api.ConnectionCount);
    }

    [Fact]
    public void Nobody_listening_ends_the_loop_with_an_exception()
    {
        using var reserved = FakeRuntimeApi.ReservePort();
        var environment = new LambdaEnvironment(name => name == "AWS_LAMBDA_RUNTIME_API" ? $"{reserved.LocalEndPoint}" : null);

        var exception = Assert.Throws<RuntimeApiException>(
            () => LambdaLoop.Run(Function((lambdaEvent, _) => lambdaEvent), environment, _log, TestContext.Current.CancellationToken));

        Assert.StartsWith(
            $"Cannot connect to the Lambda Runtime API at '{reserved.LocalEndPoint}' (",
            exception.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Outside_Lambda_there_is_nothing_to_run()
    {
        var exception = Assert.Throws<InvalidOperationException>(() =>
            LambdaLoop.Run(
                Function((lambdaEvent, _) => lambdaEvent),
                new LambdaEnvironment(_ => null),
                _log,
                TestContext.Current.CancellationToken
            )
        );

        Assert.Equal("AWS_LAMBDA_RUNTIME_API is not set, so this process does not run in Lambda.", exception.Message);
    }

    [Fact]
    public async Task An_invocation_in_progress_is_answered_before_a_cancelled_loop_returns()
    {
        _api.Next(Reply.Event("one"));
        using var stop = new CancellationTokenSource();

        await Start(
            Function((lambdaEvent, _) =>
            {
                stop.Cancel();
                return lambdaEvent;
            }),
            stop: stop.Token).WaitAsync(_patience, TestContext.Current.CancellationToken);

        Assert.Equal(["GET", "POST"], _api.Requests.Select(request => request.Method));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("\0\u0001ÿ")]
    public async Task Any_event_reaches_the_function_unchanged(string lambdaEvent)
    {
        _api.Next(Reply.Event(lambdaEvent));

        await ServeUntilIdle(new DelegateFunction((bytes, _, answer) =>
        {
            answer.Write(bytes.Span);
            return ValueTask.CompletedTask;
        }));

        Assert.Equal(Encoding.UTF8.GetBytes(lambdaEvent), _api.Posts.Single().Body);
    }

    private static DelegateFunction Function(Func<string, LambdaInvocation, string> handle) => new((lambdaEvent, invocation, answer) =>
    {
        Encoding.UTF8.GetBytes(handle(Encoding.UTF8.GetString(lambdaEvent.Span), invocation), answer);
        return ValueTask.CompletedTask;
    });

    /// <returns>The thread that the loop was run on.</returns>
    private async Task<Thread> ServeUntilIdle(ILambdaFunction function, int pollers = 1)
    {
        using var stop = new CancellationTokenSource();
        Thread? thread = null;
        var loop = Start(function, pollers, () => thread = Thread.CurrentThread, stop.Token);
        for (var i = 0; i < pollers; i++)
        {
            var idle = Task.Run(_api.WaitUntilIdle, TestContext.Current.CancellationToken);
            await (await Task.WhenAny(idle, loop));
        }

        await stop.CancelAsync();
        await loop.WaitAsync(_patience, TestContext.Current.CancellationToken);
        return thread!;
    }

    private Task<RuntimeApiException> Failure(int pollers = 1) => Assert.ThrowsAsync<RuntimeApiException>(
        () => Start(Function((lambdaEvent, _) => lambdaEvent), pollers).WaitAsync(_patience, TestContext.Current.CancellationToken));

    private Task Start(ILambdaFunction function, int pollers = 1, Action? onThread = null, CancellationToken stop = default) =>
        Task.Factory.StartNew(
            () =>
            {
                onThread?.Invoke();
                LambdaLoop.Run(function, _api.Environment(("AWS_LAMBDA_MAX_CONCURRENCY", $"{pollers}")), _log, stop);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );

    private sealed class BrokenException : Exception
    {
        public override string Message => throw new NotSupportedException();

        public override string StackTrace => throw new NotSupportedException();
    }

    private sealed class DelegateFunction(Func<ReadOnlyMemory<byte>, LambdaInvocation, IBufferWriter<byte>, ValueTask> handle)
        : ILambdaFunction
    {
        public ValueTask InvokeAsync(ReadOnlyMemory<byte> lambdaEvent, LambdaInvocation invocation, IBufferWriter<byte> answer) =>
            handle(lambdaEvent, invocation, answer);
    }
}
