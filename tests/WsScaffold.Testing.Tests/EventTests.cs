using System.Text.Json.Nodes;

namespace WsScaffold.Testing.Tests;

public sealed class EventTests
{
    [Fact]
    public void A_message_event_equals_the_captured_one()
    {
        var capture = Capture("sendMessage.json");

        var created = new MessageEvent("sendMessage", (string)capture["body"]!)
        {
            ApiId = "aabbccdd",
            DomainName = "aabbccdd.execute-api.ap-northeast-1.amazonaws.com",
            SourceIp = "123.45.123.45",
        };

        AssertSame(capture, created);
    }

    [Fact]
    public void A_disconnect_event_equals_the_captured_one()
    {
        var created = new DisconnectEvent
        {
            ApiId = "aabbccdd",
            DomainName = "aabbccdd.execute-api.ap-northeast-1.amazonaws.com",
            SourceIp = "123.45.123.45",
            RequestId = "PJqCOG4zqRcFcPw=",
            RequestTime = DateTimeOffset.FromUnixTimeMilliseconds(1701245044314),
        };

        AssertSame(Capture("disconnect.json"), created);
    }

    [Fact]
    public void A_connect_event_equals_the_captured_one()
    {
        var capture = Capture("connect.json");
        var created = new ConnectEvent
        {
            ApiId = "aabbccdd",
            DomainName = "aabbccdd.execute-api.ap-northeast-1.amazonaws.com",
            SourceIp = "123.45.123.45",
            RequestId = "PJqB0E1tKRcF-Qw=",
            RequestTime = DateTimeOffset.FromUnixTimeMilliseconds(1701245041798),
            Headers = capture["headers"]!.AsObject().ToDictionary(header => header.Key, header => (string)header.Value!),
        };

        AssertSame(capture, created);
    }

    [Fact]
    public void A_handler_can_be_called_with_a_context_alone()
    {
        var ledger = new Ledger("alone");
        var api = new DeskApi(null!, ledger);

        var rejected = api.Connect(new ConnectEvent().ToContext(), "Mallory", null);
        var offer = new ConnectEvent { Headers = { ["Sec-WebSocket-Protocol"] = "v1.desk, v0.desk" } };
        var accepted = api.Connect(offer.ToContext(), "Ann", null);

        Assert.Equal(ConnectResult.Reject(401), rejected);
        Assert.Equal(ConnectResult.Accept("v1.desk"), accepted);
        Assert.Equal("alone", api.Open(new("drawer")).By);
    }

    [Fact]
    public void Contexts_have_the_values_of_the_event()
    {
        var message = new MessageEvent("open", """{"name":"drawer"}""")
        {
            ConnectionId = "abc=",
            StageVariables = { ["table"] = "desks" },
            Authorizer = { ["principalId"] = "ann", ["tenant"] = "7" },
        }.ToContext();
        var disconnect = new DisconnectEvent { StatusCode = 1001, Reason = "Going away" }.ToContext();

        Assert.Equal(("abc=", "open"), (message.ConnectionId, message.RouteKey));
        Assert.Equal("""{"name":"drawer"}""", System.Text.Encoding.UTF8.GetString(message.Body.Span));
        Assert.Equal("desks", message.StageVariables["table"]);
        Assert.Equal(("ann", "7"), (message.Authorizer!.PrincipalId, message.Authorizer.Values["tenant"]));
        Assert.Equal((1001, "Going away"), (disconnect.StatusCode, disconnect.Reason));
        Assert.Equal("Ann", new ConnectEvent { Query = { ["name"] = "Ann" } }.ToContext().Query["name"]);
    }

    [Fact]
    public async Task The_function_responds_to_an_event_as_in_Lambda()
    {
        await using var app = WebSocketApp.CreateBuilder<DeskApi>().Build();

        Assert.Equal(new(401, null, null), await app.InvokeAsync(new ConnectEvent { Query = { ["name"] = "Mallory" } }));
        var offer = new ConnectEvent { Headers = { ["Sec-WebSocket-Protocol"] = "v1.desk" } };
        Assert.Equal(new(200, null, "v1.desk"), await app.InvokeAsync(offer));
        Assert.Equal(
            new(200, """{"type":"open","id":1,"data":{"name":"drawer","by":"configured"}}""", null),
            await app.InvokeAsync(new MessageEvent("open", """{"name":"drawer","id":1}""")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.InvokeAsync(new MessageEvent("fail")));
    }

    private static JsonNode Capture(string file) =>
        JsonNode.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "events", file)))!;

    private static void AssertSame(JsonNode capture, ApiEvent created)
    {
        var json = JsonNode.Parse(created.ToJson());
        Assert.True(JsonNode.DeepEquals(capture, json), $"Captured:\n{capture}\nCreated:\n{json}");
    }
}
