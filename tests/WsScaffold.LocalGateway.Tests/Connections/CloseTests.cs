using Microsoft.Extensions.Time.Testing;
using WsScaffold.Gateway.Tests.Support;

namespace WsScaffold.Gateway.Tests.Connections;

public sealed class CloseTests
{
    [Fact]
    public Task A_close_frame_without_a_code_is_1005() =>
        CloseAsync(client => client.SendAsync(8, []), wire: null, 1005, "Client-side close frame status not set");

    [Fact]
    public Task A_closed_browser_tab_is_1001_without_a_reason() =>
        CloseAsync(client => client.SendAsync(8, [0x03, 0xE9]), wire: 1001, 1001, "");

    [Fact]
    public Task The_disconnect_event_has_the_clients_code_and_reason() =>
        CloseAsync(client => client.SendCloseAsync(4321, "Bis später"), wire: 4321, 4321, "Bis später");

    [Fact]
    public Task A_lost_transport_is_1006() => CloseAsync(client =>
    {
        client.Reset();
        return Task.CompletedTask;
    }, wire: null, 1006, "", transportIsOpen: false);

    [Fact]
    public Task A_binary_frame_is_1003() =>
        CloseAsync(client => client.SendAsync(2, [1, 2, 3]), wire: 1003, 1003, "Binary media types are not supported");

    [Fact]
    public Task A_frame_over_32_KB_is_1009() =>
        CloseAsync(client => client.SendAsync(1, new byte[32769]), wire: 1009, 1009, "Message too long");

    [Fact]
    public Task A_frame_header_with_too_big_a_length_is_1009_before_its_payload_arrives() => CloseAsync(
        client => client.WriteAsync([.. RawClient.HeaderBytes(1, 1_000_000), 1, 2, 3, 4]),
        wire: 1009, 1009, "Message too long", answersClose: false);

    [Fact]
    public Task A_message_over_128_KB_in_small_frames_is_1009() => CloseAsync(async client =>
    {
        for (var part = 0; part < 4; part++)
        {
            await client.SendAsync(part == 0 ? 1 : 0, [.. Enumerable.Repeat((byte)'x', 32768)], isFinal: false);
        }

        await client.SendAsync(0, "x"u8.ToArray());
    }, wire: 1009, 1009, "Message too long");

    [Fact]
    public Task Text_that_is_not_UTF_8_is_1007() =>
        CloseAsync(client => client.SendAsync(1, [0xC3, 0x28]), wire: 1007, 1007, "Invalid UTF-8");

    [Fact]
    public async Task Closing_the_transport_does_not_wait_for_disconnect_but_stopping_does()
    {
        var response = new TaskCompletionSource<string>();
        var function = new Function(lambdaEvent => lambdaEvent.TextAt("requestContext", "eventType") == "DISCONNECT"
            ? response.Task
            : Task.FromResult("""{"statusCode":200}"""));
        await using var gateway = await Gateways.StartAsync(function);
        using var client = await RawClient.ConnectAsync(gateway.Url);

        await client.SendCloseAsync(1000, "");
        Assert.Equal(1000, (await client.ReadAsync())!.CloseCode);
        Assert.Null(await client.ReadAsync());
        await function.NextEventAsync("DISCONNECT");
        var stopping = gateway.StopAsync();
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.False(stopping.IsCompleted);

        response.SetResult("{}");
        await stopping;
    }

    public static TheoryData<string, byte[]> BrokenFrames => new()
    {
        { "unmasked", [0x81, 0x01, (byte)'a'] },
        { "reserved bit", [0xC1, 0x80, 0, 0, 0, 0] },
        { "reserved opcode", RawClient.FrameBytes(3, []) },
        { "reserved control opcode", RawClient.FrameBytes(11, []) },
        { "continuation without a message", RawClient.FrameBytes(0, []) },
        { "text frame within a message", [.. RawClient.FrameBytes(1, [], isFinal: false), .. RawClient.FrameBytes(1, [])] },
        { "fragmented ping", RawClient.FrameBytes(9, [], isFinal: false) },
        { "long ping", RawClient.FrameBytes(9, new byte[126]) },
        { "length with its top bit set", [0x81, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
        { "close frame with half a code", RawClient.FrameBytes(8, [3]) },
        { "close frame with a code that must not be sent", RawClient.FrameBytes(8, [0x03, 0xED]) },
    };

    [Theory]
    [MemberData(nameof(BrokenFrames))]
    public Task A_frame_that_breaks_RFC_6455_is_1002(string name, byte[] bytes)
    {
        Assert.NotEmpty(name);
        return CloseAsync(client => client.WriteAsync(bytes), wire: 1002, 1002, "Protocol error", answersClose: false);
    }

    [Fact]
    public Task A_close_reason_that_is_not_UTF_8_is_1007() =>
        CloseAsync(client => client.SendAsync(8, [0x03, 0xE8, 0xFF]), wire: 1007, 1007, "Invalid UTF-8");

    [Fact]
    public async Task After_10_idle_minutes_the_gateway_closes_with_1001_and_every_message_restarts_the_timeout()
    {
        var time = new FakeTimeProvider();
        var function = Function.Echo();
        await using var gateway = await Gateways.StartAsync(function, configure: options => options.TimeProvider = time);
        using var client = await RawClient.ConnectAsync(gateway.Url);
        using var http = new HttpClient();
        var url = $"{gateway.CallbackUrl}/@connections/{Uri.EscapeDataString((await function.NextEventAsync()).ConnectionId())}";
        await http.GetStringAsync(url, Patience.Token);
        var almost = TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1);

        time.Advance(almost);
        await EchoAsync(client);
        time.Advance(almost);
        (await http.PostAsync(url, new StringContent("pushed"), Patience.Token)).EnsureSuccessStatusCode();
        Assert.Equal("pushed", await client.ReadTextAsync());
        time.Advance(almost);
        await http.GetStringAsync(url, Patience.Token);
        time.Advance(TimeSpan.FromMilliseconds(1));

        await AssertGoingAwayAsync(client, function);
    }

    [Fact]
    public async Task After_2_hours_the_gateway_closes_even_a_busy_connection_with_1001()
    {
        var time = new FakeTimeProvider();
        var function = Function.Echo();
        await using var gateway = await Gateways.StartAsync(function, configure: options => options.TimeProvider = time);
        using var client = await RawClient.ConnectAsync(gateway.Url);
        await EchoAsync(client);

        for (var minutes = 0; minutes < 117; minutes += 9)
        {
            time.Advance(TimeSpan.FromMinutes(9));
            await EchoAsync(client);
        }

        time.Advance(TimeSpan.FromMinutes(3));

        await AssertGoingAwayAsync(client, function);
    }

    [Fact]
    public async Task Stopping_the_gateway_closes_with_1001_and_delivers_the_disconnect_event()
    {
        var function = Function.Echo();
        var gateway = await Gateways.StartAsync(function);
        using var client = await RawClient.ConnectAsync(gateway.Url);
        await EchoAsync(client);

        var stopping = gateway.StopAsync();
        await AssertGoingAwayAsync(client, function);
        await stopping;

        await Assert.ThrowsAnyAsync<System.Net.Sockets.SocketException>(() => RawClient.OpenAsync(gateway.Url));
    }

    [Fact]
    public async Task The_transport_is_closed_if_the_client_does_not_answer_the_close_frame()
    {
        var function = new Function();
        await using var gateway = await Gateways.StartAsync(function);
        using var client = await RawClient.ConnectAsync(gateway.Url);

        await client.SendAsync(2, []);
        Assert.Equal(1003, (await client.ReadAsync())!.CloseCode);

        Assert.Null(await client.ReadAsync());
        Assert.Equal(1003, (await function.NextEventAsync("DISCONNECT")).At("requestContext", "disconnectStatusCode").GetInt32());
    }

    [Fact]
    public async Task Messages_after_a_close_do_not_reach_the_function()
    {
        var function = new Function();
        await using var gateway = await Gateways.StartAsync(function);
        using var client = await RawClient.ConnectAsync(gateway.Url);

        await client.WriteAsync(
            [.. RawClient.FrameBytes(2, []), .. RawClient.FrameBytes(1, "late"u8.ToArray()), .. RawClient.FrameBytes(8, [])]);
        Assert.Equal(1003, (await client.ReadAsync())!.CloseCode);
        await function.NextEventAsync("DISCONNECT");

        Assert.DoesNotContain(function.RawEvents, lambdaEvent => lambdaEvent.Contains("late", StringComparison.Ordinal));
    }

    private static async Task CloseAsync(
        Func<RawClient, Task> end, int? wire, int code, string reason, bool transportIsOpen = true, bool answersClose = true)
    {
        var function = new Function();
        await using var gateway = await Gateways.StartAsync(function);
        using var client = await RawClient.ConnectAsync(gateway.Url);
        var connect = await function.NextEventAsync();

        await end(client);
        if (transportIsOpen)
        {
            var close = await client.ReadAsync();
            Assert.Equal(8, close!.Opcode);
            Assert.Equal(wire, close.Payload.Length == 0 ? null : close.CloseCode);
            if (!answersClose)
            {
                client.Dispose();
            }
            else
            {
                // If the client began the close handshake, it is complete already, and the gateway ignores this frame.
                await client.SendAsync(8, close.Payload);
                Assert.Null(await client.ReadAsync());
            }
        }

        var disconnect = await function.NextEventAsync();
        Assert.Equal(connect.ConnectionId(), disconnect.ConnectionId());
        Assert.Equal("$disconnect", disconnect.TextAt("requestContext", "routeKey"));
        Assert.Equal(code, disconnect.At("requestContext", "disconnectStatusCode").GetInt32());
        Assert.Equal(reason, disconnect.TextAt("requestContext", "disconnectReason"));
        Assert.Equal(["Host", "x-api-key", "X-Forwarded-For", "x-restapi"], disconnect.At("headers").Names());
    }

    private static async Task EchoAsync(RawClient client)
    {
        await client.SendTextAsync("keep");
        Assert.Equal("keep", await client.ReadTextAsync());
    }

    private static async Task AssertGoingAwayAsync(RawClient client, Function function)
    {
        var close = await client.ReadAsync();
        Assert.Equal((8, 1001, "Going away"), (close!.Opcode, close.CloseCode, close.CloseReason));
        await client.SendAsync(8, close.Payload);
        Assert.Null(await client.ReadAsync());

        var context = (await function.NextEventAsync("DISCONNECT")).At("requestContext");
        Assert.Equal((1001, "Going away"), (context.At("disconnectStatusCode").GetInt32(), context.TextAt("disconnectReason")));
    }
}
