using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using WsScaffold.Gateway.Tests.Support;

namespace WsScaffold.Gateway.Tests.RuntimeApi;

public sealed class RuntimeApiTests
{
    [Fact]
    public async Task A_runtime_takes_an_event_and_its_response_reaches_the_client()
    {
        await using var gateway = await StartAsync();
        using var runtime = new Runtime(gateway);
        using var client = await ConnectAsync(gateway, runtime);

        await client.SendTextAsync("hello");
        using var next = await runtime.NextAsync();
        Assert.Contains("\"body\":\"hello\"", await next.Content.ReadAsStringAsync(Patience.Token), StringComparison.Ordinal);
        Assert.Equal("application/json", next.Content.Headers.ContentType!.MediaType);
        using var accepted = await runtime.PostAsync($"invocation/{Id(next)}/response", """{"statusCode":200,"body":"hi"}""");

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal("""{"status":"OK"}""", await accepted.Content.ReadAsStringAsync(Patience.Token));
        Assert.Equal("hi", await client.ReadTextAsync());
    }

    [Fact]
    public async Task An_event_has_the_headers_of_Lambda()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000));
        await using var gateway = await StartAsync(options => options.TimeProvider = time);
        using var runtime = new Runtime(gateway);

        var connecting = RawClient.ConnectAsync(gateway.Url);
        using var next = await runtime.NextAsync();
        await runtime.RespondAsync(next);

        Assert.True(Guid.TryParse(Id(next), out _));
        Assert.Equal("1700000029000", Header(next, "Lambda-Runtime-Deadline-Ms"));
        Assert.StartsWith("arn:aws:lambda:", Header(next, "Lambda-Runtime-Invoked-Function-Arn"), StringComparison.Ordinal);
        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$", Header(next, "Lambda-Runtime-Trace-Id"));
        using var client = await connecting;
    }

    [Fact]
    public async Task Several_environments_run_concurrently()
    {
        await using var gateway = await StartAsync();
        using var first = new Runtime(gateway);
        using var second = new Runtime(gateway);
        using var client = await ConnectAsync(gateway, first);

        await client.SendTextAsync("one");
        using var one = await first.NextAsync();
        await client.SendTextAsync("two");
        using var two = await second.NextAsync();
        await second.RespondAsync(two, "second");
        Assert.Equal("second", await client.ReadTextAsync());
        await first.RespondAsync(one, "first");

        Assert.Equal("first", await client.ReadTextAsync());
    }

    [Fact]
    public async Task An_error_leads_to_the_error_frame()
    {
        await using var gateway = await StartAsync();
        using var runtime = new Runtime(gateway);
        using var client = await ConnectAsync(gateway, runtime);

        await client.SendTextAsync("hello");
        using var next = await runtime.NextAsync();
        using var accepted = await runtime.PostAsync($"invocation/{Id(next)}/error", """{"errorMessage":"secret","errorType":"Error"}""");

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.StartsWith("""{"message": "Internal server error", """, await client.ReadTextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(1_000_000)]
    public async Task An_error_may_have_an_X_Ray_cause_of_a_megabyte(int length)
    {
        await using var gateway = await StartAsync();
        using var runtime = new Runtime(gateway);
        using var client = await ConnectAsync(gateway, runtime);
        await client.SendTextAsync("""{"action":"ask"}""");
        using var next = await runtime.NextAsync();

        using var accepted = await runtime.PostAsync(
            $"invocation/{Id(next)}/error", "{}", ("Lambda-Runtime-Function-XRay-Error-Cause", new string('x', length)));

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.StartsWith("""{"message": "Internal server error", """, await client.ReadTextAsync(), StringComparison.Ordinal);
    }

    // Kestrel checks for idle sockets every second. Its own limit is 130 seconds; the test of that limit is slow and runs on demand only.
    [Theory]
    [InlineData(3)]
    [InlineData(150, Explicit = true)]
    public async Task An_invocation_may_take_long_on_an_idle_socket(int seconds)
    {
        await using var gateway = await StartAsync(options => options.IntegrationTimeout = TimeSpan.FromMinutes(10));
        using var runtime = new Runtime(gateway);
        using var client = await ConnectAsync(gateway, runtime);
        await client.SendTextAsync("""{"action":"ask"}""");
        using var next = await runtime.NextAsync();

        await Task.Delay(TimeSpan.FromSeconds(seconds), TestContext.Current.CancellationToken);
        await runtime.RespondAsync(next, "late");

        Assert.Equal("late", await client.ReadTextAsync());
    }

    [Fact]
    public async Task A_second_response_is_an_invalid_state_and_an_unknown_ID_an_invalid_ID()
    {
        await using var gateway = await StartAsync();
        using var runtime = new Runtime(gateway);
        var connecting = RawClient.ConnectAsync(gateway.Url);
        using var next = await runtime.NextAsync();
        await runtime.RespondAsync(next);
        using var client = await connecting;

        using var again = await runtime.PostAsync($"invocation/{Id(next)}/response", "{}");
        using var unknown = await runtime.PostAsync($"invocation/{Guid.NewGuid()}/error", "{}");

        await AssertErrorAsync(again, HttpStatusCode.Forbidden, "InvalidStateTransition");
        await AssertErrorAsync(unknown, HttpStatusCode.BadRequest, "InvalidRequestID");
    }

    [Fact]
    public async Task Next_before_the_response_is_an_invalid_state()
    {
        await using var gateway = await StartAsync();
        using var runtime = new Runtime(gateway);
        var connecting = RawClient.ConnectAsync(gateway.Url);
        using var next = await runtime.NextAsync();

        using var early = await runtime.NextAsync();

        await AssertErrorAsync(early, HttpStatusCode.Forbidden, "InvalidStateTransition");
        await runtime.RespondAsync(next);
        using var client = await connecting;
    }

    [Fact]
    public async Task A_response_may_have_at_most_6_MiB_and_100_bytes()
    {
        await using var gateway = await StartAsync();
        using var runtime = new Runtime(gateway);
        using var client = await ConnectAsync(gateway, runtime);

        await client.SendTextAsync("""{"action":"ask"}""");
        using var next = await runtime.NextAsync();
        using var tooLarge = await runtime.PostAsync($"invocation/{Id(next)}/response", new string(' ', 6_291_557));
        await AssertErrorAsync(tooLarge, HttpStatusCode.RequestEntityTooLarge, "RequestEntityTooLarge");
        Assert.StartsWith("""{"message": "Internal server error", """, await client.ReadTextAsync(), StringComparison.Ordinal);

        await client.SendTextAsync("""{"action":"ask"}""");
        using var second = await runtime.NextAsync();
        const string Response = """{"statusCode":200,"body":"fits"}""";
        using var accepted = await runtime.PostAsync($"invocation/{Id(second)}/response", Response.PadLeft(6_291_556));

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal("fits", await client.ReadTextAsync());
    }

    [Fact]
    public async Task A_failed_start_fails_all_invocations_until_another_runtime_calls_next()
    {
        await using var gateway = await StartAsync();
        using var broken = new Runtime(gateway);
        var waiting = RawClient.ConnectAsync(gateway.Url);

        using var reported = await broken.PostAsync("init/error", """{"errorMessage":"secret","errorType":"X"}""");
        using var rejected = await waiting;
        using var rejectedAtOnce = await RawClient.ConnectAsync(gateway.Url);
        using var working = new Runtime(gateway);
        var next = working.NextAsync();
        // The gateway knows the runtime as soon as it processes the request.
        await working.UntilPollingAsync(gateway, next);

        Assert.Equal(HttpStatusCode.Accepted, reported.StatusCode);
        Assert.Equal(502, rejected.Status);
        Assert.Equal(502, rejectedAtOnce.Status);
    }

    [Fact]
    public async Task A_failed_start_after_next_is_an_invalid_state()
    {
        await using var gateway = await StartAsync();
        using var runtime = new Runtime(gateway);
        using var client = await ConnectAsync(gateway, runtime);

        using var late = await runtime.PostAsync("init/error", "{}");

        await AssertErrorAsync(late, HttpStatusCode.Forbidden, "InvalidStateTransition");
    }

    [Fact]
    public async Task An_event_that_timed_out_before_a_runtime_took_it_is_never_delivered()
    {
        var time = new FakeTimeProvider();
        await using var gateway = await StartAsync(options => options.TimeProvider = time);
        var abandoned = RawClient.ConnectAsync(gateway.Url, "/production?first");
        while (!abandoned.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(29));
            await Task.Yield();
        }

        using var client = await abandoned;
        Assert.Equal(504, client.Status);
        using var runtime = new Runtime(gateway);
        var connecting = RawClient.ConnectAsync(gateway.Url, "/production?second");
        using var next = await runtime.NextAsync();

        Assert.Contains("\"second\"", await next.Content.ReadAsStringAsync(Patience.Token), StringComparison.Ordinal);
        await runtime.RespondAsync(next);
        using var second = await connecting;
    }

    [Fact]
    public async Task A_late_response_is_accepted_and_dropped()
    {
        var time = new FakeTimeProvider();
        await using var gateway = await StartAsync(options => options.TimeProvider = time);
        using var runtime = new Runtime(gateway);
        using var client = await ConnectAsync(gateway, runtime);
        await client.SendTextAsync("slow");
        using var slow = await runtime.NextAsync();
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.StartsWith("""{"message": "Endpoint request timed out", """, await client.ReadTextAsync(), StringComparison.Ordinal);

        using var late = await runtime.PostAsync($"invocation/{Id(slow)}/response", """{"statusCode":200,"body":"late"}""");
        await client.SendTextAsync("next");
        using var next = await runtime.NextAsync();
        await runtime.RespondAsync(next, "next");

        Assert.Equal(HttpStatusCode.Accepted, late.StatusCode);
        Assert.Equal("next", await client.ReadTextAsync());
    }

    [Fact]
    public async Task If_a_runtime_crashes_its_invocation_fails()
    {
        var time = new FakeTimeProvider();
        await using var gateway = await StartAsync(options => options.TimeProvider = time);
        var connecting = RawClient.ConnectAsync(gateway.Url);
        using (var dying = new Runtime(gateway))
        {
            using var lost = await dying.NextAsync();
        }

        using var rejected = await AfterGraceAsync(time, connecting);
        using var runtime = new Runtime(gateway);
        using var client = await ConnectAsync(gateway, runtime);
        await client.SendTextAsync("hello");
        using var taken = await runtime.NextAsync();
        runtime.Dispose();

        Assert.Equal(502, rejected.Status);
        var frame = await AfterGraceAsync(time, client.ReadTextAsync());
        Assert.StartsWith("""{"message": "Internal server error", """, frame, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_runtime_may_close_a_socket_that_was_idle_for_long()
    {
        var time = new FakeTimeProvider();
        await using var gateway = await StartAsync(options => options.TimeProvider = time);
        var connecting = RawClient.ConnectAsync(gateway.Url);
        using var connect = await OverOwnSocketAsync(gateway, async runtime =>
        {
            var next = await runtime.NextAsync();
            time.Advance(TimeSpan.FromSeconds(4));
            return next;
        });
        for (var i = 0; i < 10; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(30), Patience.Token);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        await OverOwnSocketAsync(gateway, async runtime => { await runtime.RespondAsync(connect); return connect; });

        using var client = await connecting;
        Assert.Equal(101, client.Status);
    }

    [Fact]
    public async Task A_runtime_may_open_a_socket_for_each_request_and_then_take_long()
    {
        var time = new FakeTimeProvider();
        await using var gateway = await StartAsync(options => options.TimeProvider = time);
        var first = RawClient.ConnectAsync(gateway.Url);
        using var late = await OverOwnSocketAsync(gateway, runtime => runtime.NextAsync());
        using var failed = await AfterGraceAsync(time, first);
        using var tooLate = await OverOwnSocketAsync(gateway, runtime => runtime.PostAsync($"invocation/{Id(late)}/response", "{}"));
        Assert.Equal(502, failed.Status);
        await AssertErrorAsync(tooLate, HttpStatusCode.Forbidden, "InvalidStateTransition");

        // The gateway now knows that a closed socket does not mean that this runtime has exited.
        var connecting = RawClient.ConnectAsync(gateway.Url);
        using var connect = await OverOwnSocketAsync(gateway, runtime => runtime.NextAsync());
        await OverOwnSocketAsync(gateway, async runtime => { await runtime.RespondAsync(connect); return connect; });
        using var client = await connecting;
        await client.SendTextAsync("slow");
        using var slow = await OverOwnSocketAsync(gateway, runtime => runtime.NextAsync());
        // These 20 seconds are shorter than the gateway's timeout, and longer than it would wait for a runtime that may have exited.
        for (var i = 0; i < 10; i++)
        {
            time.Advance(TimeSpan.FromSeconds(2));
            await Task.Delay(TimeSpan.FromMilliseconds(30), Patience.Token);
        }

        await OverOwnSocketAsync(gateway, async runtime => { await runtime.RespondAsync(slow, "at last"); return slow; });
        Assert.Equal("at last", await client.ReadTextAsync());
    }

    [Theory]
    [InlineData("Origin", "http://localhost")]
    [InlineData("Host", "evil.example")]
    public async Task A_web_page_cannot_call_the_Runtime_API(string header, string value)
    {
        await using var gateway = await StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{gateway.RuntimeApi}/2018-06-01/runtime/invocation/next");
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await http.SendAsync(request, Patience.Token);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Streaming_and_unknown_operations_are_rejected()
    {
        await using var gateway = await StartAsync();
        using var runtime = new Runtime(gateway);
        var connecting = RawClient.ConnectAsync(gateway.Url);
        using var next = await runtime.NextAsync();

        using var streamed = await runtime.PostAsync(
            $"invocation/{Id(next)}/response", "{}", ("Lambda-Runtime-Function-Response-Mode", "streaming"));
        using var unknown = await runtime.PostAsync("other", "{}");

        await AssertErrorAsync(streamed, HttpStatusCode.BadRequest, "InvalidFunctionResponseMode");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        await runtime.RespondAsync(next);
        using var client = await connecting;
    }

    private static Task<LocalGateway> StartAsync(Action<LocalGatewayOptions>? configure = null)
    {
        var api = Gateways.Api(
            new("$connect", "Chat.Connect"),
            new("$default", "Chat.Default") { HasRouteResponse = true });
        return Gateways.StartForProcessAsync(api, configure);
    }

    private static async Task<RawClient> ConnectAsync(LocalGateway gateway, Runtime runtime)
    {
        var connecting = RawClient.ConnectAsync(gateway.Url);
        using var next = await runtime.NextAsync();
        await runtime.RespondAsync(next);
        return await connecting;
    }

    /// <summary>Advances the clock until the task completes. The gateway learns of a closed socket with some delay.</summary>
    private static async Task<T> AfterGraceAsync<T>(FakeTimeProvider time, Task<T> expected)
    {
        // Clearly shorter than the timeout of 29 seconds.
        var end = time.GetUtcNow().AddSeconds(20);
        while (!expected.IsCompleted && time.GetUtcNow() < end)
        {
            await Task.WhenAny(expected, Task.Delay(TimeSpan.FromMilliseconds(100), Patience.Token));
            time.Advance(TimeSpan.FromSeconds(0.1));
        }

        return await expected.WaitAsync(Patience.Token);
    }

    private static async Task<HttpResponseMessage> OverOwnSocketAsync(
        LocalGateway gateway, Func<Runtime, Task<HttpResponseMessage>> call)
    {
        using var runtime = new Runtime(gateway);
        return await call(runtime);
    }

    private static string Header(HttpResponseMessage next, string name) => next.Headers.GetValues(name).Single();

    private static string Id(HttpResponseMessage next) => Header(next, "Lambda-Runtime-Aws-Request-Id");

    private static async Task AssertErrorAsync(HttpResponseMessage response, HttpStatusCode status, string errorType)
    {
        Assert.Equal(status, response.StatusCode);
        var body = await response.Content.ReadAsStringAsync(Patience.Token);
        Assert.Matches($$"""^\{"errorMessage":"[^"]+","errorType":"{{errorType}}"\}$""", body);
    }

    /// <summary>One execution environment, with one socket.</summary>
    private sealed class Runtime(LocalGateway gateway) : IDisposable
    {
        private readonly HttpClient _http = new(
            new SocketsHttpHandler { MaxConnectionsPerServer = 1, PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan })
        {
            BaseAddress = new Uri($"http://{gateway.RuntimeApi}/2018-06-01/runtime/"),
        };

        public Task<HttpResponseMessage> NextAsync() => _http.GetAsync("invocation/next", Patience.Token);

        public async Task<HttpResponseMessage> PostAsync(string call, string body, params (string Name, string Value)[] headers)
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            using var request = new HttpRequestMessage(HttpMethod.Post, call) { Content = content };
            foreach (var (name, value) in headers)
            {
                request.Headers.Add(name, value);
            }

            return await _http.SendAsync(request, Patience.Token);
        }

        public async Task RespondAsync(HttpResponseMessage next, string? body = null)
        {
            var response = body is null ? """{"statusCode":200}""" : $$"""{"statusCode":200,"body":"{{body}}"}""";
            using var accepted = await PostAsync($"invocation/{Id(next)}/response", response);
            Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        }

        /// <summary>Connects clients until this runtime receives an event; until then, handshakes fail.</summary>
        public async Task UntilPollingAsync(LocalGateway gateway, Task<HttpResponseMessage> next)
        {
            while (true)
            {
                var connecting = RawClient.ConnectAsync(gateway.Url);
                if (await Task.WhenAny(connecting, next) == next)
                {
                    using var invocation = await next;
                    await RespondAsync(invocation);
                    using var client = await connecting;
                    Assert.Equal(101, client.Status);
                    return;
                }

                (await connecting).Dispose();
            }
        }

        public void Dispose() => _http.Dispose();
    }
}
