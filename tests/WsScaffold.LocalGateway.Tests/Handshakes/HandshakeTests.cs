using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.Time.Testing;
using WsScaffold.Gateway.Tests.Support;

namespace WsScaffold.Gateway.Tests.Handshakes;

public sealed class HandshakeTests
{
    [Fact]
    public async Task The_upgrade_is_held_until_connect_answers()
    {
        var answer = new TaskCompletionSource<string>();
        var function = new Function(_ => answer.Task);
        await using var gateway = await Gateways.StartAsync(function);

        var connecting = RawClient.ConnectAsync(gateway.Url);
        await function.NextEventAsync("CONNECT");
        Assert.False(connecting.IsCompleted);

        answer.SetResult("""{"statusCode":200}""");
        using var client = await connecting;
        Assert.Equal(101, client.Status);
    }

    [Fact]
    public async Task The_101_is_what_RFC_6455_asks_for_and_nothing_of_the_body()
    {
        await using var gateway = await Gateways.StartAsync(new Function(_ => """{"statusCode":200,"body":"ignored","headers":{"X-Mine":"1"}}"""));

        using var client = await RawClient.ConnectAsync(gateway.Url, headers: "Sec-WebSocket-Extensions: permessage-deflate");

        Assert.StartsWith("HTTP/1.1 101 Switching Protocols\r\n", client.Head, StringComparison.Ordinal);
        // The answer to the key of RFC 6455, 1.3.
        Assert.Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", client.Head, StringComparison.Ordinal);
        Assert.Contains("Upgrade: websocket\r\n", client.Head, StringComparison.Ordinal);
        Assert.Contains("Connection: Upgrade\r\n", client.Head, StringComparison.Ordinal);
        Assert.DoesNotContain("Sec-WebSocket-Extensions", client.Head, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Sec-WebSocket-Protocol", client.Head, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("X-Mine", client.Head, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(200, 101)]
    [InlineData(201, 101)]
    [InlineData(204, 101)]
    [InlineData(301, 301)]
    [InlineData(400, 400)]
    [InlineData(401, 401)]
    [InlineData(403, 403)]
    [InlineData(501, 501)]
    public async Task The_status_of_connect_is_the_status_of_the_handshake(int returned, int seen)
    {
        await using var gateway = await Gateways.StartAsync(new Function(_ => $$"""{"statusCode":{{returned}},"body":"secret"}"""));

        using var client = await RawClient.ConnectAsync(gateway.Url);

        Assert.Equal(seen, client.Status);
        if (seen != 101)
        {
            Assert.Contains("Content-Length: 0\r\n", client.Head, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"body":"no status"}""")]
    [InlineData("""{"statusCode":"200"}""")]
    [InlineData("""{"statusCode":200.5}""")]
    [InlineData("""{"statusCode":101}""")]
    [InlineData("""{"statusCode":200,"extra":1}""")]
    [InlineData("""{"statusCode":200,"body":{}}""")]
    [InlineData("""{"statusCode":200,"headers":{"a":{}}}""")]
    [InlineData("""{"statusCode":200,"headers":[]}""")]
    [InlineData("""{"statusCode":200,"multiValueHeaders":{"a":"b"}}""")]
    [InlineData("""{"statusCode":200,"isBase64Encoded":"yes"}""")]
    [InlineData("""{"statusCode":200,"isBase64Encoded":true,"body":"!"}""")]
    [InlineData("""{"statusCode":200,"body":"\ud800"}""")]
    [InlineData("""{"statusCode":200,"\ud800":1}""")]
    public async Task A_malformed_answer_of_connect_is_a_502(string answer)
    {
        await using var gateway = await Gateways.StartAsync(new Function(_ => answer));

        using var client = await RawClient.ConnectAsync(gateway.Url);

        Assert.Equal(502, client.Status);
        Assert.Contains("x-amzn-ErrorType: InternalServerErrorException\r\n", client.Head, StringComparison.Ordinal);
        Assert.Contains("x-amzn-RequestId: ", client.Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connect_handler_that_throws_is_a_502_without_its_message()
    {
        await using var gateway = await Gateways.StartAsync(new Function(string (_) => throw new InvalidOperationException("secret")));
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, gateway.CallbackUrl);
        request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");

        using var response = await http.SendAsync(request, Patience.Token);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("""{"message":"Internal server error"}""", await response.Content.ReadAsStringAsync(Patience.Token));
    }

    [Fact]
    public async Task A_connect_handler_that_takes_29_seconds_is_a_504()
    {
        var time = new FakeTimeProvider();
        var function = new Function(_ => new TaskCompletionSource<string>().Task);
        await using var gateway = await Gateways.StartAsync(function, configure: options => options.TimeProvider = time);

        var connecting = RawClient.ConnectAsync(gateway.Url);
        await function.NextEventAsync("CONNECT");
        time.Advance(TimeSpan.FromSeconds(28.9));
        Assert.False(connecting.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));

        using var client = await connecting;
        Assert.Equal(504, client.Status);
    }

    [Fact]
    public async Task Without_a_connect_route_a_client_just_connects()
    {
        var function = Function.Echo();
        await using var gateway = await Gateways.StartAsync(function, Gateways.Api(new RouteDescriptor("$default", "Chat.Default") { HasRouteResponse = true }));

        using var client = await RawClient.ConnectAsync(gateway.Url);
        await client.SendTextAsync("hello");

        Assert.Equal("hello", await client.ReadTextAsync());
        Assert.Equal("MESSAGE", (await function.NextEventAsync()).TextAt("requestContext", "eventType"));
    }

    [Fact]
    public async Task Only_the_subprotocol_that_connect_returned_reaches_the_client()
    {
        var function = new Function(_ => """{"statusCode":200,"headers":{"sec-websocket-protocol":"graphql-ws"}}""");
        await using var gateway = await Gateways.StartAsync(function);
        using var client = new ClientWebSocket();
        client.Options.AddSubProtocol("other");
        client.Options.AddSubProtocol("graphql-ws");

        await client.ConnectAsync(gateway.Url, Patience.Token);

        Assert.Equal("graphql-ws", client.SubProtocol);
        Assert.Equal("other,graphql-ws", (await function.NextEventAsync()).TextAt("headers", "Sec-WebSocket-Protocol").Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rejection_keeps_the_subprotocol_and_no_other_header()
    {
        var function = new Function(_ => """{"statusCode":403,"multiValueHeaders":{"Sec-WebSocket-Protocol":["a","b"],"X-Mine":["1"]}}""");
        await using var gateway = await Gateways.StartAsync(function);

        using var client = await RawClient.ConnectAsync(gateway.Url);

        Assert.Equal(403, client.Status);
        Assert.Contains("Sec-WebSocket-Protocol: b\r\n", client.Head, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Mine", client.Head, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_subprotocol_that_no_header_can_hold_is_a_502()
    {
        await using var gateway = await Gateways.StartAsync(new Function(_ => """{"statusCode":200,"headers":{"Sec-WebSocket-Protocol":"a\r\nX-Mine: 1"}}"""));

        using var client = await RawClient.ConnectAsync(gateway.Url);

        Assert.Equal(502, client.Status);
        Assert.DoesNotContain("X-Mine", client.Head, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/production", 101)]
    [InlineData("/production/", 101)]
    [InlineData("/production?room=a", 101)]
    [InlineData("/", 403)]
    [InlineData("/prod", 403)]
    [InlineData("/Production", 403)]
    [InlineData("/production/extra", 403)]
    public async Task Only_the_stage_can_be_connected_to(string path, int status)
    {
        await using var gateway = await Gateways.StartAsync(new Function());

        using var client = await RawClient.ConnectAsync(gateway.Url, path);

        Assert.Equal(status, client.Status);
    }

    [Fact]
    public async Task A_plain_GET_is_a_426_that_names_the_protocol()
    {
        await using var gateway = await Gateways.StartAsync(new Function());
        using var http = new HttpClient();

        using var response = await http.GetAsync(gateway.CallbackUrl, Patience.Token);

        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
        Assert.Contains(response.Headers.Upgrade, product => product.Name == "websocket");
    }

    [Theory]
    [InlineData("Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: short", 400)]
    [InlineData("Sec-WebSocket-Version: 13", "X-No: key", 400)]
    [InlineData("Sec-WebSocket-Version: 8", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", 426)]
    public async Task A_handshake_that_breaks_RFC_6455_is_refused_before_connect(string version, string key, int status)
    {
        var function = new Function();
        await using var gateway = await Gateways.StartAsync(function);
        using var client = await RawClient.OpenAsync(gateway.Url);

        await client.WriteAsync(System.Text.Encoding.Latin1.GetBytes(
            $"GET /production HTTP/1.1\r\nHost: {gateway.Url.Authority}\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n{version}\r\n{key}\r\n\r\n"));
        await client.ReadHeadAsync();

        Assert.Equal(status, client.Status);
        Assert.Empty(function.RawEvents);
    }

    [Fact]
    public async Task A_URL_over_4096_characters_is_refused()
    {
        await using var gateway = await Gateways.StartAsync(new Function());

        using var longest = await RawClient.ConnectAsync(gateway.Url, "/production?q=".PadRight(4096, 'x'));
        using var tooLong = await RawClient.ConnectAsync(gateway.Url, "/production?q=".PadRight(4097, 'x'));

        Assert.Equal(101, longest.Status);
        Assert.Equal(414, tooLong.Status);
    }

    [Fact]
    public async Task A_client_that_leaves_while_connect_runs_is_disconnected_with_1006()
    {
        var answer = new TaskCompletionSource<string>();
        var function = new Function(_ => answer.Task);
        await using var gateway = await Gateways.StartAsync(function);
        using var client = await RawClient.OpenAsync(gateway.Url);
        await client.WriteAsync(System.Text.Encoding.Latin1.GetBytes(
            $"GET /production HTTP/1.1\r\nHost: {gateway.Url.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        await function.NextEventAsync("CONNECT");

        client.Reset();
        answer.SetResult("""{"statusCode":200}""");

        var disconnect = await function.NextEventAsync("DISCONNECT");
        Assert.Equal(1006, disconnect.At("requestContext", "disconnectStatusCode").GetInt32());
    }
}
