using System.Net;
using System.Net.WebSockets;
using System.Text;
using WsScaffold.Gateway.Tests.Support;

namespace WsScaffold.Gateway.Tests.Clients;

public sealed class RealClientTests
{
    [Fact]
    public async Task Wscat_works_as_with_API_Gateway()
    {
        var function = Function.Echo();
        await using var gateway = await Gateways.StartAsync(function);

        using var wscat = await NodeProcess.StartWscatAsync("-c", $"{gateway.Url}/");
        var connectionId = (await function.NextEventAsync("CONNECT")).ConnectionId();
        using var http = new HttpClient();
        // The post succeeds as soon as the connection is open. Before that, wscat drops the lines that it reads.
        using var pushed = await PostUntilOpenAsync(http, $"{gateway.CallbackUrl}/@connections/{connectionId}", "welcome");
        Assert.Equal("welcome", await wscat.ReadLineAsync());
        await wscat.WriteLineAsync("""{"action":"sendMessage", body:"hello"}""");
        var message = await function.NextEventAsync("MESSAGE");
        await wscat.WriteLineAsync("hello");
        // The line begins with the prompts of the two messages that were sent.
        Assert.Equal("> > hello", await wscat.ReadLineAsync());
        wscat.EndInput();
        Assert.Equal(0, (await wscat.EndAsync()).ExitCode);

        Assert.Equal("sendMessage", message.TextAt("requestContext", "routeKey"));
        Assert.Equal("""{"action":"sendMessage", body:"hello"}""", message.TextAt("body"));
        var disconnect = (await function.NextEventAsync("DISCONNECT")).At("requestContext");
        Assert.Equal(
            (1005, "Client-side close frame status not set"),
            (disconnect.At("disconnectStatusCode").GetInt32(), disconnect.TextAt("disconnectReason")));
    }

    [Fact]
    public async Task Wscat_reports_the_status_with_which_connect_rejects_the_handshake()
    {
        await using var gateway = await Gateways.StartAsync(new Function(_ => """{"statusCode":401}"""));

        using var wscat = await NodeProcess.StartWscatAsync("-c", gateway.Url.ToString());

        Assert.Equal("error: Unexpected server response: 401\n", (await wscat.EndAsync()).Errors);
    }

    [Fact]
    public async Task The_AWS_SDK_posts_reads_and_deletes_and_throws_GoneException()
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
        var (exitCode, output, _) = await sdk.EndAsync();

        Assert.Equal("posted\nread true true 127.0.0.1 test/1.0\ndeleted\nGoneException 410\n", output);
        Assert.Equal(0, exitCode);
        Assert.Equal("hello from the SDK", received);
        Assert.Equal((WebSocketMessageType.Close, WebSocketCloseStatus.NormalClosure), (close.MessageType, close.CloseStatus));
        Assert.Equal(1000, (await function.NextEventAsync("DISCONNECT")).At("requestContext", "disconnectStatusCode").GetInt32());
    }

    [Fact]
    public async Task A_function_in_another_process_and_language_uses_the_Runtime_API()
    {
        await using var gateway = await Gateways.StartForProcessAsync();
        using var function = await NodeProcess.StartAsync("function.mjs", gateway.RuntimeApi!);
        using var client = new ClientWebSocket();
        await client.ConnectAsync(gateway.Url, Patience.Token);

        await client.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, Patience.Token);
        Assert.Equal("$default: hello", await ReceiveAsync(client));
        await client.SendAsync("throw"u8.ToArray(), WebSocketMessageType.Text, true, Patience.Token);
        Assert.StartsWith("""{"message": "Internal server error", """, await ReceiveAsync(client), StringComparison.Ordinal);
        await client.CloseAsync((WebSocketCloseStatus)4000, "bye", Patience.Token);

        Assert.Equal("disconnected 4000 bye", await function.ReadLineAsync());
    }

    [Fact]
    public async Task Killing_the_function_process_fails_its_invocation_at_once()
    {
        await using var gateway = await Gateways.StartForProcessAsync();
        using var function = await NodeProcess.StartAsync("function.mjs", gateway.RuntimeApi!);
        using var client = new ClientWebSocket();
        await client.ConnectAsync(gateway.Url, Patience.Token);

        await client.SendAsync("hang"u8.ToArray(), WebSocketMessageType.Text, true, Patience.Token);
        Assert.Equal("hanging", await function.ReadLineAsync());
        function.Kill();

        // This is not the timeout, which has its own error frame.
        Assert.StartsWith("""{"message": "Internal server error", """, await ReceiveAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClientWebSocket_sends_and_receives_a_message_of_128_KB()
    {
        await using var gateway = await Gateways.StartAsync(Function.Echo());
        using var client = new ClientWebSocket();
        await client.ConnectAsync(gateway.Url, Patience.Token);
        var text = new string('x', 131072);

        // ClientWebSocket sends one frame per call, and a frame may have 32 KB.
        for (var start = 0; start < text.Length; start += 32768)
        {
            var part = Encoding.UTF8.GetBytes(text[start..(start + 32768)]);
            await client.SendAsync(part.AsMemory(), WebSocketMessageType.Text, start + 32768 == text.Length, Patience.Token);
        }

        Assert.Equal(text, await ReceiveAsync(client));
    }

    private static async Task<HttpResponseMessage> PostUntilOpenAsync(HttpClient http, string url, string text)
    {
        while (true)
        {
            var response = await http.PostAsync(url, new StringContent(text), Patience.Token);
            if (response.StatusCode != HttpStatusCode.Gone)
            {
                return response;
            }

            response.Dispose();
        }
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
