using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using WsScaffold.Gateway.Events;
using WsScaffold.Gateway.Frames;
using WsScaffold.Gateway.Tests.Support;

namespace WsScaffold.Gateway.Tests.Events;

public sealed partial class EventTests
{
    private static readonly ConnectionFacts _captured = new()
    {
        ConnectionId = "PJqB0fHsqRcCHlw=",
        IdTail = 0,
        ConnectedAt = DateTimeOffset.FromUnixTimeMilliseconds(1701245041796),
        DomainName = "aabbccdd.execute-api.ap-northeast-1.amazonaws.com",
        SourceIp = "123.45.123.45",
    };

    private static readonly EventWriter _writer = new("production", new Dictionary<string, string>()) { ApiId = "aabbccdd" };

    [Fact]
    public void A_connect_event_equals_the_captured_one()
    {
        NameValues[] headers =
        [
            new("X-Forwarded-Proto", ["https"]),
            new("sec-websocket-version", ["13"]),
            new("Host", [_captured.DomainName]),
            new("X-Forwarded-Port", ["443"]),
            new("Sec-WebSocket-Key", ["asdfasdfasdf=="]),
            new("X-Amzn-Trace-Id", ["Root=1-1234567-789787678380254fd2a14"]),
            new("X-Forwarded-For", ["123.45.123.45"]),
            new("Sec-WebSocket-Extensions", ["permessage-deflate; client_max_window_bits"]),
        ];

        var written = _writer.Connect(_captured, Facts("PJqB0E1tKRcF-Qw=", 1701245041798), headers, []);

        // The client's spelling of a name is kept and does not change the order.
        var captured = Captured("connect").Replace("Sec-WebSocket-Version", "sec-websocket-version", StringComparison.Ordinal);
        Assert.Equal(captured, Text(written));
    }

    [Fact]
    public void An_authorizer_event_equals_the_documented_one()
    {
        NameValues[] headers =
        [
            new("Connection", ["upgrade"]),
            new("Host", [_captured.DomainName]),
            new("Sec-WebSocket-Extensions", ["permessage-deflate; client_max_window_bits"]),
            new("Sec-WebSocket-Key", ["asdfasdfasdf=="]),
            new("Sec-WebSocket-Version", ["13"]),
            new("Upgrade", ["websocket"]),
            new("X-Amzn-Trace-Id", ["Root=1-1234567-789787678380254fd2a14"]),
            new("X-Forwarded-For", ["123.45.123.45"]),
            new("X-Forwarded-Port", ["443"]),
            new("X-Forwarded-Proto", ["https"]),
        ];

        var written = _writer.Authorize(_captured, Facts("PJqB0E1tKRcF-Qw=", 1701245041798), headers, [new("token", ["secret"])]);

        Assert.Equal(Captured("authorizer").Replace("ap-northeast-1:123", "us-east-1:123", StringComparison.Ordinal), Text(written));
    }

    [Fact]
    public void A_message_event_equals_the_captured_one()
    {
        var body = """{"action":"sendMessage", body:"hello"}"""u8.ToArray();

        var written = _writer.Message(_captured, Facts("PJqCFEqHqRcFd0w=", 1701245043417), "sendMessage", "PJqCFfHyKRcCHlw=", body);

        Assert.Equal(Captured("sendMessage"), Text(written));
    }

    [Fact]
    public void A_message_event_of_the_default_route_equals_the_captured_one()
    {
        var connection = _captured with
        {
            ConnectionId = "PJpC6chVKRcCJCA=",
            ConnectedAt = DateTimeOffset.FromUnixTimeMilliseconds(1701244639136),
        };

        var written = _writer.Message(
            connection, Facts("PJpDXEc6KRcFiJQ=", 1701244642032), "$default", "PJpDXchdqRcCJCA=", "hello"u8.ToArray());

        Assert.Equal(Captured("default"), Text(written));
    }

    [Fact]
    public void A_disconnect_event_equals_the_captured_one()
    {
        var written = _writer.Disconnect(_captured, Facts("PJqCOG4zqRcFcPw=", 1701245044314), CloseStatus.NoStatus);

        Assert.Equal(Captured("disconnect"), Text(written));
    }

    [Fact]
    public async Task A_connect_event_contains_the_handshake_and_the_headers_that_API_Gateway_adds()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2024, 2, 3, 4, 5, 6, 789, TimeSpan.Zero));
        var function = new Function();
        await using var gateway = await Gateways.StartAsync(function, configure: options =>
        {
            options.TimeProvider = time;
            options.StageVariables["table"] = "Connections";
        });

        using var client = await RawClient.ConnectAsync(
            gateway.Url,
            "/production?token=a&room=x%20y+z&token=b&flag",
            "User-Agent: test/1.0", "authorization: none", "x-twice: 1", "x-twice: 2", "X-Forwarded-For: 6.6.6.6");
        var connect = await function.NextEventAsync();
        var raw = function.RawEvents.Single();

        Assert.Equal(
            [
                "headers", "multiValueHeaders", "queryStringParameters", "multiValueQueryStringParameters", "stageVariables",
                "requestContext", "isBase64Encoded",
            ],
            connect.Names());
        Assert.Equal(
            [
                "authorization", "Host", "Sec-WebSocket-Key", "Sec-WebSocket-Version", "User-Agent", "X-Amzn-Trace-Id",
                "X-Forwarded-For", "X-Forwarded-Port", "X-Forwarded-Proto", "x-twice",
            ],
            connect.At("headers").Names());
        Assert.Equal("2", connect.TextAt("headers", "x-twice"));
        Assert.Contains("""x-twice":["1","2"]""", raw, StringComparison.Ordinal);
        Assert.Equal("127.0.0.1", connect.TextAt("headers", "X-Forwarded-For"));
        Assert.Equal(gateway.Url.Port.ToString(CultureInfo.InvariantCulture), connect.TextAt("headers", "X-Forwarded-Port"));
        Assert.Matches("^Root=1-65bdbb72-[0-9a-f]{24}$", connect.TextAt("headers", "X-Amzn-Trace-Id"));
        AssertContains("""
            "queryStringParameters":{"token":"b","room":"x y z","flag":""},
            "multiValueQueryStringParameters":{"token":["a","b"],"room":["x y z"],"flag":[""]},
            "stageVariables":{"table":"Connections"}
            """, raw);
        AssertContains("""
            "requestTime":"03/Feb/2024:04:05:06 +0000",
            "messageDirection":"IN",
            "stage":"production",
            "connectedAt":1706933106789,
            "requestTimeEpoch":1706933106789,
            "identity":{"userAgent":"test/1.0","sourceIp":"127.0.0.1"},
            """, raw);
        Assert.Equal(gateway.Url.Authority, connect.TextAt("requestContext", "domainName"));
        Assert.Matches("^[a-z0-9]{10}$", connect.TextAt("requestContext", "apiId"));
    }

    [Fact]
    public async Task IDs_have_the_format_of_captured_IDs_and_are_constant_per_connection()
    {
        var function = new Function();
        await using var gateway = await Gateways.StartAsync(function);
        using var client = await RawClient.ConnectAsync(gateway.Url);
        await client.SendTextAsync("1");
        await client.SendTextAsync("2");
        await client.SendAsync(8, []);
        var events = new List<JsonElement>();
        while (events.Count < 4)
        {
            events.Add((await function.NextEventAsync()).At("requestContext"));
        }

        var requestIds = events.Select(context => context.TextAt("requestId")).ToList();
        var messages = events.Where(context => context.TryGetProperty("messageId", out _));
        var messageIds = messages.Select(context => context.TextAt("messageId")).ToList();
        var connectionId = Assert.Single(events.Select(context => context.TextAt("connectionId")).Distinct());
        Assert.Single(events.Select(context => context.At("connectedAt").GetInt64()).Distinct());
        Assert.All(events, context => Assert.Equal(context.TextAt("requestId"), context.TextAt("extendedRequestId")));
        Assert.Equal(4, requestIds.Distinct().Count());
        Assert.Equal(2, messageIds.Distinct().Count());
        Assert.All([connectionId, .. messageIds, .. requestIds], id => Assert.Matches(IdFormat(), id));
        Assert.All(messageIds, id => Assert.Equal(connectionId[^6..], id[^6..]));
    }

    [Fact]
    public void The_first_five_characters_of_an_ID_count_steps_of_100_milliseconds()
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(1701245041700);

        var ids = Enumerable.Range(0, 3).Select(step => GatewayIds.New(now.AddMilliseconds(100 * step))[..5]).ToList();

        Assert.Equal([0, 1, 2], ids.Select(id => Number(id) - Number(ids[0])));

        static int Number(string id)
        {
            const string Base64Url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
            return id.Aggregate(0, (number, character) => (number * 64) + Base64Url.IndexOf(character, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("\"\\\b\t\n\u0000\u001f\u007f")]
    [InlineData("ü€😀\u2028<>&'+")]
    public void A_body_keeps_every_character(string body)
    {
        var written = _writer.Message(_captured, Facts("a", 0), "$default", "b", Encoding.UTF8.GetBytes(body));

        Assert.Equal(body, JsonElement.Parse(written.Span).TextAt("body"));
    }

    private static EventFacts Facts(string requestId, long at) => new(requestId, DateTimeOffset.FromUnixTimeMilliseconds(at));

    // The expected JSON is written on several lines, the event on one.
    private static void AssertContains(string lines, string json) =>
        Assert.Contains(lines.ReplaceLineEndings(""), json, StringComparison.Ordinal);

    private static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);

    // The captured event without line breaks.
    private static string Captured(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "events", $"{name}.json")));
        using var compact = new MemoryStream();
        using (var json = new Utf8JsonWriter(compact, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            document.WriteTo(json);
        }

        return Encoding.UTF8.GetString(compact.ToArray());
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{14}[AEIMQUYcgkosw048]=$")]
    private static partial Regex IdFormat();
}
