using System.Text.Json.Nodes;

namespace WsScaffold.Testing.Tests;

public sealed class EventTests
{
    [Fact]
    public void A_message_event_is_the_captured_one_member_for_member()
    {
        var capture = Capture("sendMessage.json");

        var made = new MessageEvent("sendMessage", (string)capture["body"]!)
        {
            ApiId = "aabbccdd",
            DomainName = "aabbccdd.execute-api.ap-northeast-1.amazonaws.com",
            SourceIp = "123.45.123.45",
        };

        AssertSame(capture, made);
    }

    [Fact]
    public void A_disconnect_event_is_the_captured_one_member_for_member()
    {
        var made = new DisconnectEvent
        {
            ApiId = "aabbccdd",
            DomainName = "aabbccdd.execute-api.ap-northeast-1.amazonaws.com",
            SourceIp = "123.45.123.45",
            RequestId = "PJqCOG4zqRcFcPw=",
            RequestTime = DateTimeOffset.FromUnixTimeMilliseconds(1701245044314),
        };

        AssertSame(Capture("disconnect.json"), made);
    }

    [Fact]
    public void A_connect_event_is_the_captured_one_member_for_member()
    {
        var capture = Capture("connect.json");
        var made = new ConnectEvent
        {
            ApiId = "aabbccdd",
            DomainName = "aabbccdd.execute-api.ap-northeast-1.amazonaws.com",
            SourceIp = "123.45.123.45",
            RequestId = "PJqB0E1tKRcF-Qw=",
            RequestTime = DateTimeOffset.FromUnixTimeMilliseconds(1701245041798),
            Headers = capture["headers"]!.AsObject().ToDictionary(header => header.Key, header => (string)header.Value!),
        };

        AssertSame(capture, made);
    }

    [Fact]
    public void A_handler_can_be_called_with_contexts_alone()
    {
        var ledger = new Ledger("alone");
        var api = new DeskApi(null!, ledger);

        var refused = api.Connect(new ConnectEvent().ToContext(), "Mallory", null);
        var accepted = api.Connect(new ConnectEvent { Headers = { ["Sec-WebSocket-Protocol"] = "v1.desk, v0.desk" } }.ToContext(), "Ann", null);

        Assert.Equal(ConnectResult.Reject(401), refused);
        Assert.Equal(ConnectResult.Accept("v1.desk"), accepted);
        Assert.Equal("alone", api.Open(new("drawer")).By);
    }

    [Fact]
    public void Contexts_say_what_the_event_was_made_with()
    {
        var message = new MessageEvent("open", """{"name":"drawer"}""")
        {
            ConnectionId = "abc=",
            StageVariables = { ["table"] = "desks" },
            Authorizer = { ["principalId"] = "ann", ["tenant"] = "7" },
        }.ToContext();
        var disconnect = new DisconnectEvent { StatusCode = 1001, Reason = "Going away" }.ToContext();

        Assert.Equal(("abc=", "open", """{"name":"drawer"}"""), (message.ConnectionId, message.RouteKey, System.Text.Encoding.UTF8.GetString(message.Body.Span)));
        Assert.Equal("desks", message.StageVariables["table"]);
        Assert.Equal(("ann", "7"), (message.Authorizer!.PrincipalId, message.Authorizer.Values["tenant"]));
        Assert.Equal((1001, "Going away"), (disconnect.StatusCode, disconnect.Reason));
        Assert.Equal("Ann", new ConnectEvent { Query = { ["name"] = "Ann" } }.ToContext().Query["name"]);
    }

    [Fact]
    public async Task The_function_answers_an_event_as_it_answers_Lambda()
    {
        await using var app = WebSocketApp.CreateBuilder<DeskApi>().Build();

        Assert.Equal(new(401, null, null), await app.InvokeAsync(new ConnectEvent { Query = { ["name"] = "Mallory" } }));
        Assert.Equal(new(200, null, "v1.desk"), await app.InvokeAsync(new ConnectEvent { Headers = { ["Sec-WebSocket-Protocol"] = "v1.desk" } }));
        Assert.Equal(
            new(200, """{"type":"open","id":1,"data":{"name":"drawer","by":"configured"}}""", null),
            await app.InvokeAsync(new MessageEvent("open", """{"name":"drawer","id":1}""")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.InvokeAsync(new MessageEvent("fail")));
    }

    private static JsonNode Capture(string file) => JsonNode.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "events", file)))!;

    private static void AssertSame(JsonNode capture, ApiEvent made)
    {
        var json = JsonNode.Parse(made.ToJson());
        Assert.True(JsonNode.DeepEquals(capture, json), $"Captured:\n{capture}\nMade:\n{json}");
    }
}
