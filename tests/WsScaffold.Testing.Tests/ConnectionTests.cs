using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace WsScaffold.Testing.Tests;

public sealed class ConnectionTests
{
    [Fact]
    public async Task Query_and_headers_reach_the_handshake()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        var ledger = api.Services.GetRequiredService<Ledger>();

        await using var ann = await api.ConnectAsync(query: "name=Ann%20B", headers: new Dictionary<string, string> { ["X-Desk"] = "7" });

        Assert.Equal("entered Ann B 7 True", await ledger.NextAsync());
        Assert.Null(ann.Subprotocol);
    }

    [Fact]
    public async Task The_accepted_subprotocol_is_told()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();

        await using var ann = await api.ConnectAsync(subprotocols: ["v2.desk", "v1.desk"]);

        Assert.Equal("v2.desk", ann.Subprotocol);
    }

    [Fact]
    public async Task A_refused_handshake_has_its_status()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();

        var refusal = await Assert.ThrowsAsync<HandshakeRefusedException>(() => api.ConnectAsync(query: "name=Mallory"));

        Assert.Equal((401, "The handshake was refused with status 401."), (refusal.StatusCode, refusal.Message));
    }

    [Fact]
    public async Task A_handshake_whose_handler_failed_says_why()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();

        var refusal = await Assert.ThrowsAsync<HandshakeRefusedException>(() => api.ConnectAsync(query: "name=Crash"));

        Assert.Equal(502, refusal.StatusCode);
        Assert.Contains("the desk is on fire", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_and_reason_of_a_close_reach_the_handler()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        var ledger = api.Services.GetRequiredService<Ledger>();
        await using var ann = await api.ConnectAsync();
        Assert.StartsWith("entered", await ledger.NextAsync(), StringComparison.Ordinal);

        await ann.CloseAsync(4001, "lunch");

        Assert.Equal("gone 4001 lunch", await ledger.NextAsync());
        Assert.Equal("Expected a message, but the connection was closed: 4001 (lunch).", (await Assert.ThrowsAsync<ConversationException>(ann.ReceiveTextAsync)).Message);
    }

    [Fact]
    public async Task A_lost_connection_is_1006()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        var ledger = api.Services.GetRequiredService<Ledger>();
        await using var ann = await api.ConnectAsync();
        Assert.StartsWith("entered", await ledger.NextAsync(), StringComparison.Ordinal);

        ann.Abort();

        Assert.StartsWith("gone 1006", await ledger.NextAsync(), StringComparison.Ordinal);
        Assert.Equal(1006, (await ann.ReceiveCloseAsync()).Code);
    }

    [Fact]
    public async Task Ten_idle_minutes_on_the_tests_clock_close_the_connection()
    {
        var clock = new FakeTimeProvider();
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>(gateway: options => options.TimeProvider = clock);
        await using var ann = await api.ConnectAsync();

        clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(1001, (await ann.ReceiveCloseAsync()).Code);
    }

    [Fact]
    public async Task Two_hours_on_the_tests_clock_close_a_connection_that_is_never_idle()
    {
        var clock = new FakeTimeProvider();
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>(gateway: options => options.TimeProvider = clock);
        await using var ann = await api.ConnectAsync();
        for (var minutes = 0; minutes < 117; minutes += 9)
        {
            clock.Advance(TimeSpan.FromMinutes(9));
            await ann.SendAsync("still here");
            Assert.Equal("still here", await ann.ReceiveTextAsync());
        }

        clock.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(1001, (await ann.ReceiveCloseAsync()).Code);
    }

    [Fact]
    public async Task Ending_the_api_closes_its_connections_and_tells_their_handlers()
    {
        var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        var ledger = api.Services.GetRequiredService<Ledger>();
        await using var ann = await api.ConnectAsync();
        Assert.StartsWith("entered", await ledger.NextAsync(), StringComparison.Ordinal);

        await api.DisposeAsync();

        Assert.Equal(1001, (await ann.ReceiveCloseAsync()).Code);
        Assert.StartsWith("gone 1001", await ledger.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_is_no_end_of_the_connection()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();
        await ann.SendAsync("hello");

        var surprise = await Assert.ThrowsAsync<ConversationException>(ann.ReceiveCloseAsync);

        Assert.Equal("Expected the end of the connection, but this came: hello", surprise.Message);
    }
}
