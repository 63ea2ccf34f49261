using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using WsScaffold.Gateway.Tests.Support;

namespace WsScaffold.Gateway.Tests.ManagementApi;

public sealed class ManagementEndpointTests : IDisposable
{
    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Posts_reach_the_client_as_text_frames_in_order()
    {
        await using var open = await OpenAsync();

        for (var number = 1; number <= 3; number++)
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes($"{number} ü"));
            using var response = await _http.PostAsync(open.Connection, content, Patience.Token);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("", await response.Content.ReadAsStringAsync(Patience.Token));
        }

        Assert.Equal("1 ü", await open.Client.ReadTextAsync());
        Assert.Equal("2 ü", await open.Client.ReadTextAsync());
        Assert.Equal("3 ü", await open.Client.ReadTextAsync());
    }

    [Fact]
    public async Task Get_describes_the_connection()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2023, 11, 29, 8, 4, 1, 796, TimeSpan.Zero));
        await using var open = await OpenAsync(options => options.TimeProvider = time, "User-Agent: test/1.0");
        time.Advance(TimeSpan.FromSeconds(61));
        using var posted = await _http.PostAsync(open.Connection, new StringContent("x"), Patience.Token);

        var json = await _http.GetStringAsync(open.Connection, Patience.Token);

        Assert.Equal(
            """
            {"connectedAt":"2023-11-29T08:04:01.796Z",
            "identity":{"sourceIp":"127.0.0.1","userAgent":"test/1.0"},
            "lastActiveAt":"2023-11-29T08:05:02.796Z"}
            """.ReplaceLineEndings(""),
            json);
    }

    [Fact]
    public async Task Delete_closes_the_connection_with_1000()
    {
        await using var open = await OpenAsync();

        using var response = await _http.DeleteAsync(open.Connection, Patience.Token);
        var close = await open.Client.ReadAsync();
        // The connection is gone even before the client has answered the close frame.
        await AssertGoneAsync(open.Connection);
        await open.Client.SendAsync(8, close!.Payload);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal((8, 1000), (close.Opcode, close.CloseCode));
        var context = (await open.Function.NextEventAsync("DISCONNECT")).At("requestContext");
        Assert.Equal(1000, context.At("disconnectStatusCode").GetInt32());
        Assert.Equal("Connection Closed Normally", context.TextAt("disconnectReason"));
        await AssertGoneAsync(open.Connection);
    }

    [Fact]
    public async Task A_closed_connection_is_gone_at_once()
    {
        await using var open = await OpenAsync();

        await open.Client.SendAsync(8, []);
        await open.Client.ReadAsync();

        await AssertGoneAsync(open.Connection);
    }

    [Theory]
    [InlineData("PJqB0fHsqRcCHlw%3D")]
    [InlineData("gTg3TG75DQAYKABzSA==")]
    [InlineData("odd")]
    public async Task An_unknown_connection_is_gone(string connectionId)
    {
        await using var gateway = await Gateways.StartAsync(new Function());

        await AssertGoneAsync($"{gateway.CallbackUrl}/@connections/{connectionId}");
    }

    [Fact]
    public async Task A_post_to_a_connection_fails_while_its_connect_runs()
    {
        LocalGateway? gateway = null;
        HttpStatusCode? posted = null;
        var function = new Function(async lambdaEvent =>
        {
            if (lambdaEvent.TextAt("requestContext", "eventType") == "CONNECT")
            {
                var connection = $"{gateway!.CallbackUrl}/@connections/{lambdaEvent.ConnectionId()}";
                using var response = await _http.PostAsync(connection, new StringContent("early"), Patience.Token);
                posted = response.StatusCode;
            }

            return """{"statusCode":200}""";
        });
        await using (gateway = await Gateways.StartAsync(function))
        {
            using var client = await RawClient.ConnectAsync(gateway.Url);
            Assert.Equal(HttpStatusCode.Gone, posted);

            var connection = $"{gateway.CallbackUrl}/@connections/{(await function.NextEventAsync()).ConnectionId()}";
            using var response = await _http.PostAsync(connection, new StringContent("now"), Patience.Token);
            Assert.Equal("now", await client.ReadTextAsync());
        }
    }

    [Theory]
    [InlineData("/production/@connections/{0}")]
    [InlineData("/production/%40connections/{0}")]
    [InlineData("/production//@connections/{0}")]
    [InlineData("/production/@connections/{0}?x-amz-api-version=2018-11-29")]
    public async Task All_forms_of_the_path_that_programs_send_are_accepted(string path)
    {
        await using var open = await OpenAsync();
        foreach (var id in new[] { open.ConnectionId, open.ConnectionId.Replace("=", "%3D", StringComparison.Ordinal) })
        {
            // The request is written by hand because HttpClient would normalize the path.
            using var caller = await RawClient.OpenAsync(open.Gateway.Url);
            await caller.WriteLinesAsync(
                $"POST {path.Replace("{0}", id, StringComparison.Ordinal)} HTTP/1.1", "Host: localhost", "Content-Length: 2", "", "hi");
            await caller.ReadHeadAsync();

            Assert.Equal(200, caller.Status);
            Assert.Equal("hi", await open.Client.ReadTextAsync());
        }
    }

    [Theory]
    [InlineData("POST", "/@connections/abc", "Forbidden")]
    [InlineData("POST", "/other/@connections/abc", "Forbidden")]
    [InlineData(
        "POST", "/production/production/@connections/abc",
        "No method found matching route production/@connections/abc for http method POST.")]
    [InlineData("GET", "/production/connections/abc", "No method found matching route connections/abc for http method GET.")]
    [InlineData("PUT", "/production/@connections/abc", "No method found matching route @connections/abc for http method PUT.")]
    [InlineData("POST", "/production/@connections", "No method found matching route @connections for http method POST.")]
    public async Task A_wrong_path_is_a_403_with_the_message_of_API_Gateway(string method, string path, string message)
    {
        await using var gateway = await Gateways.StartAsync(new Function());
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(gateway.CallbackUrl, path));

        using var response = await _http.SendAsync(request, Patience.Token);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("ForbiddenException", response.Headers.GetValues("x-amzn-ErrorType").Single());
        Assert.Equal($$"""{"message":"{{message}}"}""", await response.Content.ReadAsStringAsync(Patience.Token));
    }

    [Fact]
    public async Task A_post_may_have_at_most_128_KB()
    {
        await using var open = await OpenAsync();

        using var longest = await _http.PostAsync(open.Connection, new StringContent(new string('x', 131072)), Patience.Token);
        using var tooLong = await _http.PostAsync(open.Connection, new StringContent(new string('x', 131073)), Patience.Token);
        using var content = new StreamContent(new MemoryStream(new byte[131073]));
        using var chunked = new HttpRequestMessage(HttpMethod.Post, open.Connection) { Content = content };
        chunked.Headers.TransferEncodingChunked = true;
        using var tooLongInChunks = await _http.SendAsync(chunked, Patience.Token);

        Assert.Equal(HttpStatusCode.OK, longest.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLong.StatusCode);
        Assert.Equal("PayloadTooLargeException", tooLong.Headers.GetValues("x-amzn-ErrorType").Single());
        Assert.StartsWith("""{"message":""", await tooLong.Content.ReadAsStringAsync(Patience.Token), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLongInChunks.StatusCode);
    }

    [Fact]
    public async Task A_post_that_is_not_UTF_8_is_rejected()
    {
        await using var open = await OpenAsync();

        using var response = await _http.PostAsync(open.Connection, new ByteArrayContent([0xC3, 0x28]), Patience.Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("BadRequestException", response.Headers.GetValues("x-amzn-ErrorType").Single());
    }

    [Fact]
    public async Task Posts_to_a_client_that_does_not_read_are_throttled_and_accepted_posts_arrive()
    {
        await using var open = await OpenAsync();
        var accepted = 0;
        while (true)
        {
            using var content = new StringContent($"{accepted:D6}".PadRight(131072, '.'));
            using var response = await _http.PostAsync(open.Connection, content, Patience.Token);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                Assert.Equal("LimitExceededException", response.Headers.GetValues("x-amzn-ErrorType").Single());
                break;
            }

            response.EnsureSuccessStatusCode();
            Assert.True(++accepted < 1000, "The send buffer has no limit.");
        }

        for (var number = 0; number < accepted; number++)
        {
            Assert.StartsWith($"{number:D6}.", (await open.Client.ReadAsync())!.Text, StringComparison.Ordinal);
            for (var part = 1; part < 4; part++)
            {
                Assert.Equal(part == 3, (await open.Client.ReadAsync())!.IsFinal);
            }
        }

        using var afterwards = await _http.PostAsync(open.Connection, new StringContent("again"), Patience.Token);
        Assert.Equal(HttpStatusCode.OK, afterwards.StatusCode);
        Assert.Equal("again", await open.Client.ReadTextAsync());
    }

    [Fact]
    public async Task A_connection_whose_client_does_not_read_can_be_deleted()
    {
        await using var open = await OpenAsync();
        HttpStatusCode status;
        do
        {
            using var response = await _http.PostAsync(open.Connection, new StringContent(new string('.', 131072)), Patience.Token);
            status = response.StatusCode;
        }
        while (status == HttpStatusCode.OK);

        using var deleted = await _http.DeleteAsync(open.Connection, Patience.Token);

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(1000, (await open.Function.NextEventAsync("DISCONNECT")).At("requestContext", "disconnectStatusCode").GetInt32());
    }

    [Fact]
    public async Task The_callback_URL_consists_of_the_domain_name_and_stage_of_an_event()
    {
        var function = new Function();
        await using var gateway = await Gateways.StartAsync(function);
        using var client = await RawClient.ConnectAsync(gateway.Url);
        var context = (await function.NextEventAsync()).At("requestContext");

        var callbackUrl = $"http://{context.TextAt("domainName")}/{context.TextAt("stage")}";
        using var response = await _http.PostAsync(
            $"{callbackUrl}/@connections/{context.TextAt("connectionId")}", new StringContent("found"), Patience.Token);

        Assert.Equal("found", await client.ReadTextAsync());
    }

    private async Task AssertGoneAsync(string connection)
    {
        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Get, HttpMethod.Delete })
        {
            using var request = new HttpRequestMessage(method, connection);
            using var response = await _http.SendAsync(request, Patience.Token);
            Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
            Assert.Equal("GoneException", response.Headers.GetValues("x-amzn-ErrorType").Single());
            Assert.Equal(0, response.Content.Headers.ContentLength);
        }
    }

    private static async Task<OpenConnection> OpenAsync(Action<LocalGatewayOptions>? configure = null, params string[] headers)
    {
        var function = new Function();
        var gateway = await Gateways.StartAsync(function, configure: configure);
        var client = await RawClient.ConnectAsync(gateway.Url, headers: headers);
        return new OpenConnection(gateway, function, client, (await function.NextEventAsync()).ConnectionId());
    }

    private sealed record OpenConnection(LocalGateway Gateway, Function Function, RawClient Client, string ConnectionId) : IAsyncDisposable
    {
        public string Connection => $"{Gateway.CallbackUrl}/@connections/{Uri.EscapeDataString(ConnectionId)}";

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await Gateway.DisposeAsync();
        }
    }
}
