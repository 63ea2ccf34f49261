using System.Net.WebSockets;
using System.Text;
using WsScaffold.Gateway.Tests.Support;

namespace WsScaffold.Gateway.Tests.Clients;

public sealed class RealClientTests
{
    [Fact]
    public async Task Wscat_holds_a_conversation_as_it_did_with_AWS()
    {
        var function = Function.Echo();
        await using var gateway = await Gateways.StartAsync(function);

        using var wscat = await NodeProcess.StartAsync("node_modules/wscat/bin/wscat", "-c", $"{gateway.Url}/");
        await wscat.ReadUntilAsync("Connected (press CTRL+C to quit)");
        await wscat.WriteLineAsync("""{"action":"sendMessage", body:"hello"}""");
        var message = await function.NextEventAsync("MESSAGE");
        await wscat.WriteLineAsync("hello");
        await wscat.ReadUntilAsync("< hello");
        var (exitCode, _) = await wscat.EndAsync();

        Assert.Equal(0, exitCode);
        Assert.Equal("sendMessage", message.TextAt("requestContext", "routeKey"));
        Assert.Equal("""{"action":"sendMessage", body:"hello"}""", message.TextAt("body"));
        var disconnect = (await function.NextEventAsync("DISCONNECT")).At("requestContext");
        Assert.Equal(
            (1005, "Client-side close frame status not set"),
            (disconnect.At("disconnectStatusCode").GetInt32(), disconnect.TextAt("disconnectReason")));
    }

    [Fact]
    public async Task Wscat_says_with_which_status_connect_refused_it()
    {
        await using var gateway = await Gateways.StartAsync(new Function(_ => """{"statusCode":401}"""));

        using var wscat = await NodeProcess.StartAsync("node_modules/wscat/bin/wscat", "-c", gateway.Url.ToString());
        var (_, output) = await wscat.EndAsync();

        Assert.Contains("Unexpected server response: 401", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_AWS_SDK_posts_reads_deletes_and_raises_GoneException()
    {
        var function = new Function();
        await using var gateway = await Gateways.StartAsync(function);
        using var client = new ClientWebSocket();
        client.Options.SetRequestHeader("User-Agent", "test/1.0");
        await client.ConnectAsync(gateway.Url, Patience.Token);
        var connectionId = (await function.NextEventAsync()).ConnectionId();

        using var sdk = await NodeProcess.StartAsync("connections.mjs", gateway.CallbackUrl.ToString(), connectionId);
        var received = await ReceiveAsync(client);
        var close = await client.ReceiveAsync(new byte[1], Patience.Token);
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Patience.Token);
        var (exitCode, output) = await sdk.EndAsync();

        Assert.Equal("posted\nread true true 127.0.0.1 test/1.0\ndeleted\nGoneException 410\n", output);
        Assert.Equal(0, exitCode);
        Assert.Equal("hello from the SDK", received);
        Assert.Equal((WebSocketMessageType.Close, WebSocketCloseStatus.NormalClosure), (close.MessageType, close.CloseStatus));
        Assert.Equal(1000, (await function.NextEventAsync("DISCONNECT")).At("requestContext", "disconnectStatusCode").GetInt32());
    }

    [Fact]
    public async Task The_client_of_NET_exchanges_a_message_of_128_KB()
    {
        await using var gateway = await Gateways.StartAsync(Function.Echo());
        using var client = new ClientWebSocket();
        await client.ConnectAsync(gateway.Url, Patience.Token);
        var text = new string('x', 131072);

        // This client sends each call as one frame, and a frame may have 32 KB.
        for (var start = 0; start < text.Length; start += 32768)
        {
            var isLast = start + 32768 == text.Length;
            await client.SendAsync(Encoding.UTF8.GetBytes(text[start..(start + 32768)]).AsMemory(), WebSocketMessageType.Text, isLast, Patience.Token);
        }

        Assert.Equal(text, await ReceiveAsync(client));
    }

    private static async Task<string> ReceiveAsync(ClientWebSocket client)
    {
        var message = new MemoryStream();
        var buffer = new byte[65536];
        WebSocketReceiveResult result;
        do
        {
            result = await client.ReceiveAsync(buffer, Patience.Token);
            Assert.Equal(WebSocketMessageType.Text, result.MessageType);
            message.Write(buffer, 0, result.Count);
        }
        while (!result.EndOfMessage);

        return Encoding.UTF8.GetString(message.ToArray());
    }
}
