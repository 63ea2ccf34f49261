using System.Text.Json.Nodes;

namespace WsScaffold.Tests.Dispatch;

/// <summary>Handshakes and closed connections, through generated code.</summary>
public sealed class ConnectTests : IAsyncDisposable
{
    private readonly AppRunner _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_handshake_is_accepted_with_what_the_query_and_headers_say()
    {
        var answer = await _app.InvokeAsync(
            TestEvent.Connect(e =>
            {
                e["queryStringParameters"] = JsonNode.Parse("""{"room":"lobby","page":"3","tag":"b","level":"HIGH"}""");
                e["multiValueQueryStringParameters"] = JsonNode.Parse(
                    """{"room":["lobby"],"page":["2","3"],"tag":["a","b"],"level":["HIGH"]}"""
                );
            })
        );

        Assert.Equal("""{"statusCode":200}""", answer);
        Assert.Equal(["connect lobby 3 [a b] High 13 aabbccdd.execute-api.ap-northeast-1.amazonaws.com"], _app.Journal.Lines);
    }

    [Fact]
    public async Task What_is_missing_has_its_default()
    {
        await _app.InvokeAsync(TestEvent.Connect());

        Assert.Equal(["connect - 1 [] - 13 aabbccdd.execute-api.ap-northeast-1.amazonaws.com"], _app.Journal.Lines);
    }

    [Theory]
    [InlineData("page", "x")]
    [InlineData("page", "")]
    [InlineData("level", "middle")]
    [InlineData("level", "7")]
    [InlineData("level", "1")]
    public async Task A_value_that_does_not_parse_refuses_the_handshake(string name, string value)
    {
        var answer = await _app.InvokeAsync(TestEvent.Connect(e => e["queryStringParameters"] = new JsonObject { [name] = value }));

        Assert.Equal("""{"statusCode":400}""", answer);
        Assert.Empty(_app.Journal.Lines);
    }

    [Fact]
    public async Task A_handler_may_reject() => Assert.Equal(
        """{"statusCode":403}""",
        await _app.InvokeAsync(TestEvent.Connect(e => e["queryStringParameters"] = new JsonObject { ["room"] = "closed" })));

    [Theory]
    [InlineData("chat.v2, chat.v1")]
    [InlineData("  chat.v2,,chat.v1")]
    public async Task An_accepted_subprotocol_is_answered(string offer) => Assert.Equal(
        """{"statusCode":200,"headers":{"Sec-WebSocket-Protocol":"chat.v2"}}""",
        await _app.InvokeAsync(TestEvent.Connect(e =>
        {
            e["headers"]!["sec-websocket-protocol"] = offer;
            e["multiValueHeaders"]!["sec-websocket-protocol"] = new JsonArray(offer);
        })));

    [Fact]
    public async Task A_closed_connection_tells_why()
    {
        Assert.Equal("""{"statusCode":200}""", await _app.InvokeAsync(TestEvent.Captured("disconnect")));
        await _app.InvokeAsync(TestEvent.Disconnect(e =>
        {
            e["requestContext"]!["disconnectStatusCode"] = null;
            e["requestContext"]!["disconnectReason"] = null;
        }));

        Assert.Equal(["disconnect 1005 Client-side close frame status not set", "disconnect  "], _app.Journal.Lines);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(299)]
    [InlineData(600)]
    public void A_rejection_needs_a_status_that_refuses(int statusCode) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ConnectResult.Reject(statusCode));

    [Theory]
    [InlineData("")]
    [InlineData("a,b")]
    [InlineData("a b")]
    public void An_accepted_subprotocol_is_one_token(string subprotocol) =>
        Assert.Throws<ArgumentException>(() => ConnectResult.Accept(subprotocol));
}
