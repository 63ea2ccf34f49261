using System.Buffers;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Logging.Testing;
using WsScaffold.Events;
using WsScaffold.Lambda;
using WsScaffold.ManagementApi;
using WsScaffold.Net.Sockets;
using WsScaffold.Tests.Lambda;
using WsScaffold.Tests.Logging;

namespace WsScaffold.Tests.Connections;

/// <summary>Functions that push, in the loop that serves them in Lambda.</summary>
[Collection(AmbientInvocation.Name)]
public sealed class PushInLambdaTests : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private static readonly byte[] _message = "hello"u8.ToArray();

    private readonly FakeRuntimeApi _runtimeApi = new();
    private readonly FakeLogger _logger = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _runtimeApi.Dispose();

    [Fact]
    public async Task What_follows_a_push_runs_on_the_thread_of_the_loop()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        using var connections = Connect(gateway);
        var threads = new List<Thread>();

        var answers = await Serve(2, async () =>
        {
            threads.Add(Thread.CurrentThread);
            var first = await connections.PostAsync("a", _message);
            threads.Add(Thread.CurrentThread);
            var both = await Task.WhenAll(connections.PostAsync("b", _message).AsTask(), connections.PostAsync("c", _message).AsTask());
            threads.Add(Thread.CurrentThread);
            return $"{first} {both[0]} {both[1]}";
        });

        Assert.Equal(["Ok Ok Ok", "Ok Ok Ok"], answers);
        Assert.Single(threads.Distinct());
        Assert.False(threads[0].IsThreadPoolThread);
        Assert.Equal(6, gateway.Requests.Count);
        Assert.Equal(2, gateway.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pushes_overlap_up_to_32_from_whatever_thread_they_are_started(bool fromAnotherThread)
    {
        var arrived = 0;
        var full = new TaskCompletionSource();
        await using var gateway = new FakeApiGateway(async _ =>
        {
            if (Interlocked.Increment(ref arrived) == SocketTransport.MaxChannels)
            {
                full.SetResult();
            }

            await full.Task;
            return Reply.Ok;
        });
        using var connections = Connect(gateway);
        var threads = new List<Thread>();

        var answers = await Serve(1, async () =>
        {
            threads.Add(Thread.CurrentThread);
            if (fromAnotherThread)
            {
                await Task.Delay(1);
            }

            var statuses = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => connections.PostAsync($"{i}", _message).AsTask()));
            return $"{statuses.Count(status => status == ConnectionStatus.Ok)}";
        });

        Assert.Equal(["40"], answers);
        Assert.Equal(32, gateway.Connections);
        Assert.Equal(Enumerable.Range(0, 40), gateway.Requests.Select(request => int.Parse(request.Target.Split('/')[^1], null)).Order());
    }

    [Fact]
    public async Task A_push_after_other_work_comes_back_to_the_thread_of_the_loop()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        using var connections = Connect(gateway);
        var threads = new List<Thread>();

        var answers = await Serve(3, async () =>
        {
            threads.Add(Thread.CurrentThread);
            await Task.Delay(1);
            var status = await connections.PostAsync("a", _message);
            threads.Add(Thread.CurrentThread);
            return $"{status} {await Task.Run(() => connections.PostAsync("b", _message).AsTask())}";
        });

        Assert.Equal(["Ok Ok", "Ok Ok", "Ok Ok"], answers);
        Assert.Single(threads.Distinct());
    }

    [Fact]
    public async Task A_function_that_does_not_wait_for_its_push_is_answered_at_once()
    {
        var release = new TaskCompletionSource();
        await using var gateway = new FakeApiGateway(async _ =>
        {
            await release.Task;
            return Reply.Ok;
        });
        using var connections = Connect(gateway);
        Task<ConnectionStatus>? push = null;

        var answers = await Serve(1, async () =>
        {
            push = connections.PostAsync("a", _message).AsTask();
            return await Task.WhenAny(push, Task.Delay(10)) == push ? "waited" : "went on";
        });

        Assert.Equal(["went on"], answers);
        Assert.False(push!.IsCompleted);
        release.SetResult();
        Assert.Equal(ConnectionStatus.Ok, await push.WaitAsync(_patience, Stop));
    }

    [Fact]
    public async Task Whoever_is_late_to_await_its_turn_goes_on_on_the_thread_of_the_loop_all_the_same()
    {
        var answers = await Serve(1, async () =>
        {
            var loop = Thread.CurrentThread;
            return await Task.Run(async () =>
            {
                var entry = SocketReactor.EnterAsync(InvocationContext.Current!.Thread);
                await Task.Delay(50);
                var reactor = await entry;
                return $"{reactor is not null} {Thread.CurrentThread == loop}";
            });
        });

        Assert.Equal(["True True"], answers);
    }

    [Fact]
    public async Task A_push_that_nobody_waits_for_is_sent_over_a_new_connection_when_the_kept_one_died()
    {
        var left = new TaskCompletionSource();
        await using var gateway = new FakeApiGateway(async request =>
        {
            if (request is not { Connection: 1, BodyText: "second" })
            {
                return Reply.Ok;
            }

            await left.Task;
            return Reply.Torn;
        });
        using var connections = Connect(gateway);
        Task<ConnectionStatus>? push = null;

        var answers = await Serve(1, async () =>
        {
            await connections.PostAsync("a", "first"u8.ToArray());
            push = connections.PostAsync("a", "second"u8.ToArray()).AsTask();
            return "left";
        });
        left.SetResult();

        Assert.Equal(["left"], answers);
        Assert.Equal(ConnectionStatus.Ok, await push!.WaitAsync(_patience, Stop));
        Assert.Equal(2, gateway.Connections);
    }

    [Fact]
    public async Task A_push_that_is_cancelled_ends_and_the_next_goes_over_a_new_connection()
    {
        using var cancellation = new CancellationTokenSource();
        await using var gateway = new FakeApiGateway(async request =>
        {
            if (request.Target.EndsWith("/silent", StringComparison.Ordinal))
            {
                await cancellation.CancelAsync();
                await Task.Delay(Timeout.Infinite, Stop);
            }

            return Reply.Ok;
        });
        using var connections = Connect(gateway);

        var answers = await Serve(1, async () =>
        {
            try
            {
                await connections.PostAsync("silent", _message, cancellation.Token);
                return "not cancelled";
            }
            catch (OperationCanceledException cancelled) when (cancelled.CancellationToken == cancellation.Token)
            {
                return $"cancelled, then {await connections.PostAsync("a", _message)}";
            }
        });

        Assert.Equal(["cancelled, then Ok"], answers);
        Assert.Equal(2, gateway.Connections);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        await using var gateway = new FakeApiGateway(async _ =>
        {
            await Task.Delay(Timeout.Infinite, Stop);
            return Reply.Ok;
        });
        using var connections = Connect(gateway, TimeSpan.FromMilliseconds(100));

        var answers = await Serve(
            1,
            async () =>
            {
                var failures = await Task.WhenAll(
                    Enumerable
                        .Range(0, 3)
                        .Select(async i =>
                            (await Record.ExceptionAsync(async () => await connections.PostAsync($"{i}", _message, Stop)))?.Message
                        )
                );
                return Assert.Single(failures.Distinct())!;
            }
        );

        Assert.Equal([$"POST @connections at {gateway.CallbackUrl} failed: No response within 0.1 seconds."], answers);
    }

    [Fact]
    public async Task Kept_connections_that_died_together_are_replaced_together()
    {
        await using var gateway = new FakeApiGateway(request =>
            request is { Connection: <= 8, BodyText: "second" } ? Reply.Torn : Reply.Ok
        );
        using var connections = Connect(gateway);

        var answers = await Serve(1, async () =>
        {
            var first = await PostToEight("first"u8.ToArray());
            var second = await PostToEight("second"u8.ToArray());
            return $"{first} {second}";
        });

        Assert.Equal(["8 8"], answers);
        Assert.Equal(8, gateway.Requests.Count(request => request.BodyText == "first"));
        Assert.Equal(8, gateway.Requests.Count(request => request is { Connection: > 8, BodyText: "second" }));

        async Task<int> PostToEight(byte[] message) =>
            (await Task.WhenAll(Enumerable.Range(0, 8).Select(i => connections.PostAsync($"{i}", message).AsTask()))).Count(status =>
                status == ConnectionStatus.Ok
            );
    }

    [Fact]
    public async Task Several_invocations_at_once_push_each_on_its_own_thread()
    {
        using var both = new Barrier(2);
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        using var connections = Connect(gateway);

        var answers = await Serve(
            2,
            async () =>
            {
                var thread = Thread.CurrentThread;
                both.SignalAndWait(_patience, Stop);
                await connections.PostAsync("a", _message);
                await connections.PostAsync("b", _message);
                return thread == Thread.CurrentThread ? "same" : "other";
            },
            pollers: 2);

        Assert.Equal(["same", "same"], answers);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Pushes_are_encrypted_for_the_name_of_the_endpoint(SslProtocols protocol)
    {
        using var certificate = CreateCertificate();
        await using var gateway = new FakeApiGateway(_ => Task.FromResult(Reply.Ok), certificate, protocol);
        using var connections = Connect(gateway, validateCertificate: Only(certificate));
        var threads = new List<Thread>();

        var answers = await Serve(
            2,
            async () =>
            {
                threads.Add(Thread.CurrentThread);
                var statuses = await Task.WhenAll(
                    Enumerable.Range(0, 4).Select(i => connections.PostAsync($"{i}", new byte[100_000]).AsTask())
                );
                threads.Add(Thread.CurrentThread);
                return string.Join(' ', statuses);
            }
        );

        Assert.Equal(["Ok Ok Ok Ok", "Ok Ok Ok Ok"], answers);
        Assert.Single(threads.Distinct());
        Assert.Equal(["localhost", "localhost", "localhost", "localhost"], gateway.ServerNames);
        Assert.All(gateway.Requests, request => Assert.Equal(100_000, request.Body.Length));
        Assert.Equal($"localhost:{gateway.Port}", gateway.Requests.First()["Host"]);
    }

    [Fact]
    public async Task An_encrypted_push_that_is_cancelled_says_so()
    {
        using var cancellation = new CancellationTokenSource();
        using var certificate = CreateCertificate();
        await using var gateway = new FakeApiGateway(
            async _ =>
            {
                await cancellation.CancelAsync();
                await Task.Delay(Timeout.Infinite, Stop);
                return Reply.Ok;
            },
            certificate);
        using var connections = Connect(gateway, validateCertificate: Only(certificate));

        var answers = await Serve(
            1,
            async () =>
                (await Record.ExceptionAsync(async () => await connections.PostAsync("silent", _message, cancellation.Token)))
                    is OperationCanceledException cancelled
                    ? $"{cancelled.CancellationToken == cancellation.Token}"
                    : "not cancelled"
        );

        Assert.Equal(["True"], answers);
    }

    [Fact]
    public async Task An_encrypted_push_without_an_answer_says_so()
    {
        using var certificate = CreateCertificate();
        await using var gateway = new FakeApiGateway(
            async _ =>
            {
                await Task.Delay(Timeout.Infinite, Stop);
                return Reply.Ok;
            },
            certificate);
        using var connections = Connect(gateway, TimeSpan.FromMilliseconds(300), validateCertificate: Only(certificate));

        var answers = await Serve(
            1,
            async () => (await Record.ExceptionAsync(async () => await connections.PostAsync("a", _message, Stop)))?.Message!
        );

        Assert.Equal([$"POST @connections at {gateway.CallbackUrl} failed: No response within 0.3 seconds."], answers);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_gets_no_request()
    {
        using var certificate = CreateCertificate();
        await using var gateway = new FakeApiGateway(_ => Task.FromResult(Reply.Ok), certificate);
        using var connections = Connect(gateway);

        var answers = await Serve(
            1,
            async () =>
            {
                var failure = await Assert.ThrowsAsync<HttpRequestException>(async () => await connections.PostAsync("a", _message, Stop));
                return failure.HttpRequestError.ToString();
            }
        );

        Assert.Equal(["SecureConnectionError"], answers);
        Assert.Empty(gateway.Requests);
    }

    private ManagementClient Connect(
        FakeApiGateway gateway,
        TimeSpan? answerTimeout = null,
        RemoteCertificateValidationCallback? validateCertificate = null
    )
    {
        string? Environment(string name) => name switch
        {
            "AWS_ACCESS_KEY_ID" => "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY" => "the-secret",
            "AWS_REGION" => "eu-west-1",
            _ => null,
        };
        return new(
            new CallbackEndpointResolver(Environment) { CallbackUrl = gateway.CallbackUrl },
            _logger,
            new(new SocketTransport(TimeProvider.System, answerTimeout, validateCertificate)),
            Environment);
    }

    /// <returns>What the invocations were answered with.</returns>
    private async Task<IEnumerable<string>> Serve(int invocations, Func<Task<string>> handle, int pollers = 1)
    {
        for (var i = 0; i < invocations; i++)
        {
            _runtimeApi.Next(FakeRuntimeApi.Reply.Event("{}", $"id-{i}"));
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var loop = Task.Factory.StartNew(
            () =>
                LambdaLoop.Run(
                    new Function(handle),
                    _runtimeApi.Environment(("AWS_LAMBDA_MAX_CONCURRENCY", $"{pollers}")),
                    _logger,
                    stop.Token
                ),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        for (var i = 0; i < pollers; i++)
        {
            await (await Task.WhenAny(Task.Run(_runtimeApi.WaitUntilIdle, Stop), loop));
        }

        await stop.CancelAsync();
        await loop.WaitAsync(_patience, Stop);
        return _runtimeApi.Posts.Select(post => post.Text);
    }

    private static RemoteCertificateValidationCallback Only(X509Certificate2 certificate) =>
        (_, shown, _, _) => shown!.GetCertHashString() == certificate.GetCertHashString();

    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private sealed class Function(Func<Task<string>> handle) : ILambdaFunction
    {
        public async ValueTask InvokeAsync(ReadOnlyMemory<byte> lambdaEvent, LambdaInvocation invocation, IBufferWriter<byte> answer) =>
            Encoding.UTF8.GetBytes(await handle(), answer);
    }
}
