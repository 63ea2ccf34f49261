using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using WsScaffold.Gateway.Tests.Support;

namespace WsScaffold.Gateway.Tests.Messages;

public sealed class MessageTests
{
    private static readonly RouteDescriptor _send = new("sendMessage", "Chat.SendMessage");

    [Theory]
    [InlineData("""{"action":"sendMessage", body:"hello"}""", "sendMessage")]
    [InlineData("""{"action":"ask"}""", "ask")]
    [InlineData("""{"action":"SENDMESSAGE"}""", "$default")]
    [InlineData("""{"action":"$connect"}""", "$default")]
    [InlineData("""{"action":"$disconnect"}""", "$default")]
    [InlineData("""{"action":"$default"}""", "$default")]
    [InlineData("hello", "$default")]
    [InlineData("", "$default")]
    public async Task A_message_is_routed_and_its_text_is_unchanged(string text, string routeKey)
    {
        var function = new Function();
        await using var gateway = await Gateways.StartAsync(function);
        using var client = await RawClient.ConnectAsync(gateway.Url);

        await client.SendTextAsync(text);

        var message = await function.NextEventAsync("MESSAGE");
        Assert.Equal(routeKey, message.TextAt("requestContext", "routeKey"));
        Assert.Equal(text, message.TextAt("body"));
    }

    [Fact]
    public async Task Without_a_matching_route_the_client_receives_the_Forbidden_frame_and_stays_connected()
    {
        var function = new Function();
        await using var gateway = await Gateways.StartAsync(function, Gateways.Api(new RouteDescriptor("$connect", "Chat.Connect"), _send));
        using var client = await RawClient.ConnectAsync(gateway.Url);
        var connectionId = (await function.NextEventAsync()).ConnectionId();

        await client.SendTextAsync("unknown");
        var frame = await client.ReadTextAsync();
        await client.SendTextAsync("""{"action":"sendMessage"}""");
        await function.NextEventAsync("MESSAGE");

        Assert.Matches($$"""^\{"message": "Forbidden", "connectionId":"{{connectionId}}", "requestId":"[A-Za-z0-9_-]{15}="\}$""", frame);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("""{"statusCode":200,"extra":1}""")]
    [InlineData("""{"statusCode":200,"body":1}""")]
    public async Task A_malformed_response_leads_to_the_Internal_server_error_frame_even_without_a_route_response(string response)
    {
        var function = new Function(lambdaEvent => lambdaEvent.TryGetProperty("body", out _) ? response : """{"statusCode":200}""");
        await using var gateway = await Gateways.StartAsync(function);
        using var client = await RawClient.ConnectAsync(gateway.Url);

        await client.SendTextAsync("""{"action":"sendMessage"}""");
        var frame = await client.ReadTextAsync();

        var message = await function.NextEventAsync("MESSAGE");
        Assert.Equal(ErrorFrame("Internal server error", message), frame);
    }

    [Fact]
    public async Task An_exception_leads_to_the_Internal_server_error_frame_and_the_connection_stays_open()
    {
        var function = new Function(lambdaEvent => lambdaEvent.TryGetProperty("body", out var body) && body.GetString() == "throw"
            ? throw new InvalidOperationException("secret")
            : """{"statusCode":200,"body":"fine"}""");
        await using var gateway = await Gateways.StartAsync(function);
        using var client = await RawClient.ConnectAsync(gateway.Url);

        await client.SendTextAsync("throw");
        var frame = await client.ReadTextAsync();
        await client.SendTextAsync("next");

        Assert.Equal("fine", await client.ReadTextAsync());
        var message = await function.NextEventAsync("MESSAGE");
        Assert.Equal(ErrorFrame("Internal server error", message), frame);
    }

    [Fact]
    public async Task After_29_seconds_the_client_receives_the_timeout_frame_and_the_late_response_is_dropped()
    {
        var time = new FakeTimeProvider();
        var late = new TaskCompletionSource<string>();
        var function = new Function(lambdaEvent => lambdaEvent.TryGetProperty("body", out var body) && body.GetString() == "slow"
            ? late.Task
            : Task.FromResult("""{"statusCode":200,"body":"fine"}"""));
        await using var gateway = await Gateways.StartAsync(function, configure: options => options.TimeProvider = time);
        using var client = await RawClient.ConnectAsync(gateway.Url);
        await client.SendTextAsync("slow");
        var message = await function.NextEventAsync("MESSAGE");

        time.Advance(TimeSpan.FromSeconds(29));
        var frame = await client.ReadTextAsync();
        late.SetResult("""{"statusCode":200,"body":"late"}""");
        await client.SendTextAsync("next");

        Assert.Equal(ErrorFrame("Endpoint request timed out", message), frame);
        Assert.Equal("fine", await client.ReadTextAsync());
    }

    [Theory]
    [InlineData("""{"statusCode":200,"body":"{\"a\":\"ü😀\"}"}""", "{\"a\":\"ü😀\"}")]
    [InlineData("""{"statusCode":500,"body":"still sent"}""", "still sent")]
    [InlineData("""{"statusCode":200,"isBase64Encoded":true,"body":"aGVsbG8="}""", "hello")]
    public async Task With_a_route_response_the_body_is_sent_for_any_status(string response, string frame)
    {
        var function = new Function(lambdaEvent => lambdaEvent.TryGetProperty("body", out _) ? response : """{"statusCode":200}""");
        await using var gateway = await Gateways.StartAsync(function);
        using var client = await RawClient.ConnectAsync(gateway.Url);

        await client.SendTextAsync("""{"action":"ask"}""");

        Assert.Equal(frame, await client.ReadTextAsync());
    }

    [Theory]
    [InlineData("""{"statusCode":200,"body":"not sent"}""")]
    [InlineData("""{"statusCode":500,"body":"not sent"}""")]
    [InlineData("""{"statusCode":404}""")]
    public async Task Without_a_route_response_nothing_is_sent_for_any_status(string response)
    {
        var function = new Function(lambdaEvent => lambdaEvent.TryGetProperty("body", out var body)
            ? body.GetString()!.Contains("sendMessage", StringComparison.Ordinal) ? response : """{"statusCode":200,"body":"next"}"""
            : """{"statusCode":200}""");
        await using var gateway = await Gateways.StartAsync(function);
        using var client = await RawClient.ConnectAsync(gateway.Url);

        await client.SendTextAsync("""{"action":"sendMessage"}""");
        await function.NextEventAsync("MESSAGE");
        await client.SendTextAsync("""{"action":"ask"}""");

        Assert.Equal("next", await client.ReadTextAsync());
    }

    [Theory]
    [InlineData("""{"statusCode":200}""")]
    [InlineData("""{"statusCode":200,"body":null}""")]
    [InlineData("""{"statusCode":200,"body":""}""")]
    public async Task An_empty_response_is_sent_only_if_the_option_is_set(string response)
    {
        Function Responding() => new(lambdaEvent => lambdaEvent.TryGetProperty("body", out var body) && body.GetString() == "next"
            ? """{"statusCode":200,"body":"next"}"""
            : response);
        await using var byDefault = await Gateways.StartAsync(Responding());
        await using var withOption = await Gateways.StartAsync(Responding(), configure: options => options.EmptyRouteResponse = true);
        using var defaultClient = await RawClient.ConnectAsync(byDefault.Url);
        using var optionClient = await RawClient.ConnectAsync(withOption.Url);

        await optionClient.SendTextAsync("""{"action":"ask"}""");
        await defaultClient.SendTextAsync("""{"action":"ask"}""");
        await defaultClient.SendTextAsync("next");

        Assert.Equal("", await optionClient.ReadTextAsync());
        Assert.Equal("next", await defaultClient.ReadTextAsync());
    }

    [Fact]
    public async Task Messages_of_one_connection_run_concurrently_and_responses_are_sent_as_they_finish()
    {
        var first = new TaskCompletionSource<string>();
        var function = new Function(lambdaEvent => lambdaEvent.TryGetProperty("body", out var body)
            ? body.GetString() == "first" ? first.Task : Task.FromResult("""{"statusCode":200,"body":"second"}""")
            : Task.FromResult("""{"statusCode":200}"""));
        await using var gateway = await Gateways.StartAsync(function);
        using var client = await RawClient.ConnectAsync(gateway.Url);

        await client.SendTextAsync("first");
        await function.NextEventAsync("MESSAGE");
        await client.SendTextAsync("second");
        Assert.Equal("second", await client.ReadTextAsync());
        first.SetResult("""{"statusCode":200,"body":"first"}""");

        Assert.Equal("first", await client.ReadTextAsync());
    }

    [Fact]
    public async Task A_handler_that_blocks_its_thread_does_not_delay_the_next_message()
    {
        using var release = new ManualResetEventSlim();
        var function = new Function(lambdaEvent =>
        {
            if (lambdaEvent.TryGetProperty("body", out var body) && body.GetString() == "block")
            {
                release.Wait(Patience.Limit, CancellationToken.None);
            }

            return """{"statusCode":200,"body":"done"}""";
        });
        await using var gateway = await Gateways.StartAsync(function);
        using var client = await RawClient.ConnectAsync(gateway.Url);

        await client.SendTextAsync("block");
        await client.SendTextAsync("pass");

        Assert.Equal("done", await client.ReadTextAsync());
        release.Set();
        Assert.Equal("done", await client.ReadTextAsync());
    }

    [Fact]
    public async Task A_response_over_32_KB_is_sent_in_frames_of_32_KB()
    {
        var text = new string('x', 100_000);
        await using var gateway = await Gateways.StartAsync(new Function(_ => $$"""{"statusCode":200,"body":"{{text}}"}"""));
        using var client = await RawClient.ConnectAsync(gateway.Url);

        await client.SendTextAsync("""{"action":"ask"}""");

        var frames = new List<Frame>();
        do
        {
            frames.Add((await client.ReadAsync())!);
        }
        while (!frames[^1].IsFinal);

        Assert.Equal([(1, 32768), (0, 32768), (0, 32768), (0, 1696)], frames.Select(frame => (frame.Opcode, frame.Payload.Length)));
        Assert.Equal(text, string.Concat(frames.Select(frame => frame.Text)));
    }

    [Fact]
    public async Task A_response_over_128_KB_leads_to_an_error_frame()
    {
        var function = new Function(_ => $$"""{"statusCode":200,"body":"{{new string('x', 131073)}}"}""");
        await using var gateway = await Gateways.StartAsync(function);
        using var client = await RawClient.ConnectAsync(gateway.Url);

        await client.SendTextAsync("""{"action":"ask"}""");

        Assert.StartsWith("""{"message": "Internal server error", """, await client.ReadTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_may_have_128_KB_in_frames_of_32_KB_with_a_ping_between_them()
    {
        var function = new Function();
        await using var gateway = await Gateways.StartAsync(function);
        using var client = await RawClient.ConnectAsync(gateway.Url);
        var part = Encoding.UTF8.GetBytes(new string('é', 16384));

        await client.SendAsync(1, part, isFinal: false);
        await client.SendAsync(0, part, isFinal: false);
        await client.SendAsync(9, "are you there"u8.ToArray());
        await client.SendAsync(0, part, isFinal: false);
        await client.SendAsync(0, part);

        Assert.Equal(new string('é', 65536), (await function.NextEventAsync("MESSAGE")).TextAt("body"));
        var pong = await client.ReadAsync();
        Assert.Equal((10, "are you there"), (pong!.Opcode, pong.Text));
    }

    [Fact]
    public async Task A_frame_that_arrives_byte_by_byte_is_read()
    {
        var function = new Function();
        await using var gateway = await Gateways.StartAsync(function);
        using var client = await RawClient.ConnectAsync(gateway.Url);

        foreach (var value in RawClient.FrameBytes(1, "slowly"u8.ToArray()))
        {
            await client.WriteAsync([value]);
        }

        Assert.Equal("slowly", (await function.NextEventAsync("MESSAGE")).TextAt("body"));
    }

    private static string ErrorFrame(string error, JsonElement message) =>
        $$"""{"message": "{{error}}", "connectionId":"{{message.ConnectionId()}}", "requestId":"{{message.RequestId()}}"}""";
}
