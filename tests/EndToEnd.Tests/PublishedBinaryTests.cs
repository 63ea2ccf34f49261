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
    private readonly PublishedChat _chat;
    private RuntimeApiIntegration _runtimeApi = null!;

    public PublishedBinaryTests(PublishedChat chat)
    {
        PublishedChat.SkipWhereNothingIsPublished();
        _chat = chat;
    }

    public async ValueTask InitializeAsync() => _runtimeApi = await RuntimeApiIntegration.StartAsync(
        0, TimeSpan.FromSeconds(29), TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _runtimeApi.DisposeAsync();

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

    [Fact]
    public async Task SIGTERM_ends_it_at_once_with_exit_code_0()
    {
        using var function = new FunctionProcess(_chat.Binary, _runtimeApi.Endpoint);
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
    public void Publishing_gives_no_warning() => Assert.DoesNotContain("warning", _chat.Output, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public async Task Nothing_of_the_local_gateway_is_in_it()
    {
        var binary = await File.ReadAllBytesAsync(_chat.Binary, TestContext.Current.CancellationToken);

        // Type names are UTF-8 in the binary's metadata; this one is there, so the search works.
        Assert.True(binary.AsSpan().IndexOf("RouteInvocation"u8) >= 0);
        Assert.Equal(-1, binary.AsSpan().IndexOf("Kestrel"u8));
        Assert.Equal(-1, binary.AsSpan().IndexOf("LocalGatewayOptions"u8));
    }

    private async Task<string> AnswerAsync(string captured)
    {
        var lambdaEvent = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "events", captured + ".json"), TestContext.Current.CancellationToken);
        var result = await _runtimeApi.InvokeAsync(lambdaEvent, "Root=1-67891233-abcdef012345678912345678", TestContext.Current.CancellationToken);
        Assert.Null(result.ErrorType);
        return Encoding.UTF8.GetString(result.Answer.Span);
    }
}
