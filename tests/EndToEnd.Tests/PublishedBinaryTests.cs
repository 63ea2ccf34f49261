using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using WsScaffold.EndToEnd.Support;
using WsScaffold.Gateway.RuntimeApi;

namespace WsScaffold.EndToEnd;

/// <summary>The NativeAOT binary against the Lambda Runtime API.</summary>
public sealed class PublishedBinaryTests : IAsyncLifetime
{
    private PublishedApi _chat = null!;
    private RuntimeApiIntegration _runtimeApi = null!;

    public async ValueTask InitializeAsync()
    {
        _chat = await PublishedApis.ChatAsync();
        _runtimeApi = await RuntimeApiIntegration.StartAsync(
            0, TimeSpan.FromSeconds(29), TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _runtimeApi is null ? default : _runtimeApi.DisposeAsync();

    [Fact]
    public async Task The_captured_events_are_answered_byte_for_byte()
    {
        using var function = new FunctionProcess(_chat.Binary, _runtimeApi.Endpoint);

        Assert.Equal("""{"statusCode":200}""", await AnswerAsync("connect"));
        Assert.Equal("""{"statusCode":200,"body":"hello"}""", await AnswerAsync("default"));
        var refused = JsonNode.Parse(await AnswerAsync("sendMessage"))!;
        Assert.Equal(200, (int)refused["statusCode"]!);
        Assert.StartsWith(
            """{"message":"Bad request body","connectionId":"PJqB0fHsqRcCHlw=","requestId":"PJqCFEqHqRcFd0w=","errors":[{"path":"$",""",
            (string?)refused["body"], StringComparison.Ordinal);
        Assert.Equal("""{"statusCode":200}""", await AnswerAsync("disconnect"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{"requestContext":{"eventType":"MESSAGE"}}""")]
    [InlineData("""{"requestContext":{"eventType":"MESSAGE","connectionId":"x","routeKey":"nobody"}}""")]
    public async Task A_bad_event_fails_its_invocation_and_the_next_one_is_served(string lambdaEvent)
    {
        using var function = new FunctionProcess(_chat.Binary, _runtimeApi.Endpoint);

        var failed = await _runtimeApi.InvokeAsync(Encoding.UTF8.GetBytes(lambdaEvent), "", TestContext.Current.CancellationToken);

        Assert.Equal("Function.HandlerFailed", failed.ErrorType);
        Assert.Equal("""{"statusCode":200,"body":"hello"}""", await AnswerAsync("default"));
    }

    [Theory]
    [InlineData("Text")]
    [InlineData("JSON")]
    public async Task The_log_names_the_request_and_holds_no_content(string format)
    {
        using var function = new FunctionProcess(_chat.Binary, _runtimeApi.Endpoint, null, ("AWS_LAMBDA_LOG_FORMAT", format));
        await AnswerAsync("sendMessage");
        await AnswerAsync("default");
        function.Terminate();

        var (_, output, _) = await function.ExitAsync();

        Assert.Contains("request PJqCFEqHqRcFd0w=", output, StringComparison.Ordinal);
        Assert.DoesNotContain("hello", output, StringComparison.Ordinal);
        Assert.All(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Equal(format == "JSON", line.StartsWith('{')));
    }

    [Theory]
    [InlineData("")]
    [InlineData("provisioned-concurrency")]
    public async Task SIGTERM_ends_it_at_once_with_exit_code_0(string initializationType)
    {
        using var function = new FunctionProcess(
            _chat.Binary,
            _runtimeApi.Endpoint,
            null,
            ("AWS_LAMBDA_INITIALIZATION_TYPE", initializationType)
        );
        await AnswerAsync("default");

        function.Terminate();

        Assert.Equal(0, (await function.ExitAsync()).ExitCode);
    }

    [Fact]
    public async Task SIGTERM_ends_what_was_started_for_an_event_with_exit_code_0_once_that_is_answered()
    {
        using var function = new FunctionProcess(_chat.Binary, _runtimeApi.Endpoint, null, ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"));
        await AnswerAsync("default");

        // Whoever answers the second has begun to listen after the first.
        await AnswerAsync("default");
        function.Terminate();

        Assert.Equal(0, (await function.ExitAsync()).ExitCode);
    }

    [Fact]
    public async Task Without_a_Runtime_API_it_ends_with_another_exit_code_and_says_why()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var function = new FunctionProcess(_chat.Binary, $"{taken.LocalEndPoint}");

        var (exitCode, output, _) = await function.ExitAsync();

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Runtime API", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_captured_close_code_and_reason_and_the_body_that_is_no_JSON_reach_handlers_unchanged()
    {
        var seed = await PublishedApis.SeedAsync();
        using var function = new FunctionProcess(seed.Binary, _runtimeApi.Endpoint);

        Assert.Equal("""{"statusCode":200,"body":"hello"}""", await AnswerAsync("default"));
        Assert.Equal("""{"statusCode":200,"body":"{\"action\":\"sendMessage\", body:\"hello\"}"}""", await AnswerAsync("sendMessage"));
        Assert.Equal("""{"statusCode":200}""", await AnswerAsync("disconnect"));

        function.Terminate();
        var (exitCode, output, _) = await function.ExitAsync();
        Assert.Equal(0, exitCode);
        Assert.Contains("closed 1005 Client-side close frame status not set", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publishing_gives_no_warning()
    {
        PublishedApi[] apis = [_chat, await PublishedApis.LeanAsync(), await PublishedApis.SeedAsync()];

        Assert.All(apis, api =>
        {
            // What was up to date would have nothing to warn of.
            Assert.Contains("Generating native code", api.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("warning", api.Output, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task Nothing_of_the_local_gateway_is_in_it()
    {
        var binary = await File.ReadAllBytesAsync(_chat.Binary, TestContext.Current.CancellationToken);

        // Type names are UTF-8 in the binary's metadata; this one is there, so the search works.
        Assert.True(binary.AsSpan().IndexOf("RouteInvocation"u8) >= 0);
        Assert.Equal(-1, binary.AsSpan().IndexOf("Kestrel"u8));
        Assert.Equal(-1, binary.AsSpan().IndexOf("LocalGatewayOptions"u8));
    }

    [Fact]
    public async Task An_API_that_neither_pushes_nor_registers_services_pays_for_neither()
    {
        var chat = await File.ReadAllBytesAsync(_chat.Binary, TestContext.Current.CancellationToken);
        var lean = await File.ReadAllBytesAsync((await PublishedApis.LeanAsync()).Binary, TestContext.Current.CancellationToken);

        // They are where they are used, so the search finds them.
        Assert.All(
            ["RouteInvocation", "ServiceCollection", "ServiceProvider", "SslStream"],
            name => Assert.True(HasType(chat, name), name)
        );
        Assert.True(HasType(lean, "RouteInvocation"));
        Assert.All(
            ["ServiceCollection", "ServiceProvider", "SslStream", "HttpClient", "SocketsHttpHandler", "LoggerFactory"],
            name => Assert.False(HasType(lean, name), name));
    }

    [Fact]
    public async Task No_thread_of_the_frameworks_sockets_is_started()
    {
        foreach (var api in new[] { _chat, await PublishedApis.LeanAsync() })
        {
            var binary = await File.ReadAllBytesAsync(api.Binary, TestContext.Current.CancellationToken);

            // The type that starts the thread.
            Assert.False(HasType(binary, "SocketAsyncEngine"));
        }
    }

    [Fact]
    public async Task Much_that_survives_does_not_make_it_collect_later_and_take_more_memory()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The peak is read as Linux gives it.");

        // With the runtime's own bounds it is 33 MB, but for runs in which the collector happens to come at other moments.
        Assert.InRange(await PeakAsync(), 1, 14 * 1024 * 1024);
    }

    // Names of 2 MB stay, as a page of a store does while its connections are posted to; what is echoed goes.
    private async Task<long> PeakAsync()
    {
        using var function = new FunctionProcess(_chat.Binary, _runtimeApi.Endpoint);
        var connect = await CapturedAsync("connect");
        var echo = (await CapturedAsync("default")).Replace("hello", new string('x', 4_000), StringComparison.Ordinal);
        for (var number = 0; number < 1_000; number++)
        {
            await InvokeAsync(
                connect
                    .Replace("PJqB0fHsqRcCHlw=", $"{number}", StringComparison.Ordinal)
                    .Replace(
                        "\"isBase64Encoded\"",
                        $"\"queryStringParameters\":{{\"name\":\"{new string('x', 1_000)}\"}},\"isBase64Encoded\"",
                        StringComparison.Ordinal
                    )
            );
        }

        for (var number = 0; number < 3_000; number++)
        {
            await InvokeAsync(echo);
        }

        return function.PeakMemory;
    }

    // The metadata has each name with its length before it, doubled when it is under 128: so IServiceProvider is not ServiceProvider.
    private static bool HasType(byte[] binary, string name) =>
        binary.AsSpan().IndexOf([(byte)(name.Length << 1), .. Encoding.UTF8.GetBytes(name)]) >= 0;

    private async Task<string> AnswerAsync(string captured) => await InvokeAsync(await CapturedAsync(captured));

    private static Task<string> CapturedAsync(string captured) =>
        File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "events", captured + ".json"), TestContext.Current.CancellationToken);

    private async Task<string> InvokeAsync(string lambdaEvent)
    {
        var result = await _runtimeApi.InvokeAsync(
            Encoding.UTF8.GetBytes(lambdaEvent),
            "Root=1-67891233-abcdef012345678912345678",
            TestContext.Current.CancellationToken
        );
        Assert.Null(result.ErrorType);
        return Encoding.UTF8.GetString(result.Response.Span);
    }
}
