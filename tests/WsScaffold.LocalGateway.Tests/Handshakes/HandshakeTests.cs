using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.Time.Testing;
using WsScaffold.Gateway.Tests.Support;

namespace WsScaffold.Gateway.Tests.Handshakes;

public sealed class HandshakeTests
{
    [Fact]
    public async Task The_upgrade_waits_for_the_response_of_connect()
    {
        var response = new TaskCompletionSource<string>();
        var function = new Function(_ => response.Task);
        await using var gateway = await Gateways.StartAsync(function);

        var connecting = RawClient.ConnectAsync(gateway.Url);
        await function.NextEventAsync("CONNECT");
        Assert.False(connecting.IsCompleted);

        response.SetResult("""{"statusCode":200}""");
        using var client = await connecting;
        Assert.Equal(101, client.Status);
    }

    [Fact]
    public async Task The_101_has_the_headers_of_RFC_6455_and_nothing_else_of_the_response()
    {
        var function = new Function(_ => """{"statusCode":200,"body":"ignored","headers":{"X-Mine":"1"}}""");
        await using var gateway = await Gateways.StartAsync(function);

        using var client = await RawClient.ConnectAsync(gateway.Url, headers: "Sec-WebSocket-Extensions: permessage-deflate");

        Assert.StartsWith("HTTP/1.1 101 Switching Protocols\r\n", client.Head, StringComparison.Ordinal);
        // The key and this value are the example of RFC 6455, 1.3.
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
    public async Task The_handshake_has_the_status_that_connect_returned(int returned, int seen)
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
    public async Task A_malformed_response_of_connect_is_a_502(string response)
    {
        await using var gateway = await Gateways.StartAsync(new Function(_ => response));

        using var client = await RawClient.ConnectAsync(gateway.Url);

        Assert.Equal(502, client.Status);
        Assert.Contains("x-amzn-ErrorType: InternalServerErrorException\r\n", client.Head, StringComparison.Ordinal);
        Assert.Contains("x-amzn-RequestId: ", client.Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_in_connect_is_a_502_without_the_exception_message()
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
    public async Task A_timeout_of_connect_after_29_seconds_is_a_504()
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
    public async Task Without_a_connect_route_every_client_can_connect()
    {
        var function = Function.Echo();
        var api = Gateways.Api(new RouteDescriptor("$default", "Chat.Default") { HasRouteResponse = true });
        await using var gateway = await Gateways.StartAsync(function, api);

        using var client = await RawClient.ConnectAsync(gateway.Url);
        await client.SendTextAsync("hello");

        Assert.Equal("hello", await client.ReadTextAsync());
        Assert.Equal("MESSAGE", (await function.NextEventAsync()).TextAt("requestContext", "eventType"));
    }

    [Fact]
    public async Task The_client_receives_the_subprotocol_that_connect_returned()
    {
        var function = new Function(_ => """{"statusCode":200,"headers":{"sec-websocket-protocol":"graphql-ws"}}""");
        await using var gateway = await Gateways.StartAsync(function);
        using var client = new ClientWebSocket();
        client.Options.AddSubProtocol("other");
        client.Options.AddSubProtocol("graphql-ws");

        await client.ConnectAsync(gateway.Url, Patience.Token);

        Assert.Equal("graphql-ws", client.SubProtocol);
        var offered = (await function.NextEventAsync()).TextAt("headers", "Sec-WebSocket-Protocol");
        Assert.Equal("other,graphql-ws", offered.Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rejection_has_the_subprotocol_but_no_other_header_of_the_response()
    {
        var function = new Function(_ => """{"statusCode":403,"multiValueHeaders":{"Sec-WebSocket-Protocol":["a","b"],"X-Mine":["1"]}}""");
        await using var gateway = await Gateways.StartAsync(function);

        using var client = await RawClient.ConnectAsync(gateway.Url);

        Assert.Equal(403, client.Status);
        Assert.Contains("Sec-WebSocket-Protocol: b\r\n", client.Head, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Mine", client.Head, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_subprotocol_with_characters_not_allowed_in_headers_is_a_502()
    {
        var function = new Function(_ => """{"statusCode":200,"headers":{"Sec-WebSocket-Protocol":"a\r\nX-Mine: 1"}}""");
        await using var gateway = await Gateways.StartAsync(function);

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
    public async Task Clients_can_connect_to_the_path_of_the_stage_only(string path, int status)
    {
        await using var gateway = await Gateways.StartAsync(new Function());

        using var client = await RawClient.ConnectAsync(gateway.Url, path);

        Assert.Equal(status, client.Status);
    }

    [Fact]
    public async Task A_plain_GET_is_a_426_with_the_name_of_the_protocol()
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
    public async Task A_handshake_that_breaks_RFC_6455_is_rejected_before_connect(string version, string key, int status)
    {
        var function = new Function();
        await using var gateway = await Gateways.StartAsync(function);
        using var client = await RawClient.OpenAsync(gateway.Url);

        await client.WriteLinesAsync(
            "GET /production HTTP/1.1", $"Host: {gateway.Url.Authority}",
            "Connection: keep-alive, Upgrade", "Upgrade: websocket", version, key, "", "");
        await client.ReadHeadAsync();

        Assert.Equal(status, client.Status);
        Assert.Empty(function.RawEvents);
    }

    [Fact]
    public async Task A_URL_over_4096_characters_is_rejected()
    {
        await using var gateway = await Gateways.StartAsync(new Function());

        using var longest = await RawClient.ConnectAsync(gateway.Url, "/production?q=".PadRight(4096, 'x'));
        using var tooLong = await RawClient.ConnectAsync(gateway.Url, "/production?q=".PadRight(4097, 'x'));

        Assert.Equal(101, longest.Status);
        Assert.Equal(414, tooLong.Status);
    }

    [Fact]
    public async Task If_the_client_leaves_while_connect_runs_the_disconnect_event_has_code_1006()
    {
        var response = new TaskCompletionSource<string>();
        var function = new Function(_ => response.Task);
        await using var gateway = await Gateways.StartAsync(function);
        using var client = await RawClient.OpenAsync(gateway.Url);
        await client.WriteLinesAsync(
            "GET /production HTTP/1.1", $"Host: {gateway.Url.Authority}", "Connection: Upgrade", "Upgrade: websocket",
            "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "", "");
        await function.NextEventAsync("CONNECT");

        client.Reset();
        response.SetResult("""{"statusCode":200}""");

        var disconnect = await function.NextEventAsync("DISCONNECT");
        Assert.Equal(1006, disconnect.At("requestContext", "disconnectStatusCode").GetInt32());
    }
}
