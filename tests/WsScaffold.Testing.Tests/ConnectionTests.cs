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
    public async Task The_client_knows_the_accepted_subprotocol()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();

        await using var ann = await api.ConnectAsync(subprotocols: ["v2.desk", "v1.desk"]);

        Assert.Equal("v2.desk", ann.Subprotocol);
    }

    [Fact]
    public async Task A_rejected_handshake_throws_with_its_status()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();

        var rejection = await Assert.ThrowsAsync<HandshakeRejectedException>(() => api.ConnectAsync(query: "name=Mallory"));

        Assert.Equal((401, "The handshake was rejected with status 401."), (rejection.StatusCode, rejection.Message));
    }

    [Fact]
    public async Task A_handshake_whose_handler_failed_throws_with_the_logged_error()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();

        var rejection = await Assert.ThrowsAsync<HandshakeRejectedException>(() => api.ConnectAsync(query: "name=Crash"));

        Assert.Equal(502, rejection.StatusCode);
        Assert.Contains("the desk is on fire", rejection.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_handler_receives_the_close_code_and_reason()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        var ledger = api.Services.GetRequiredService<Ledger>();
        await using var ann = await api.ConnectAsync();
        Assert.StartsWith("entered", await ledger.NextAsync(), StringComparison.Ordinal);

        await ann.CloseAsync(4001, "lunch");

        Assert.Equal("gone 4001 lunch", await ledger.NextAsync());
        var failure = await Assert.ThrowsAsync<ConversationException>(ann.ReceiveTextAsync);
        Assert.Equal("Expected a message, but the connection was closed with code 4001 (lunch).", failure.Message);
    }

    [Fact]
    public async Task A_lost_connection_has_code_1006()
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
    public async Task After_ten_idle_minutes_of_the_tests_clock_the_connection_is_closed()
    {
        var clock = new FakeTimeProvider();
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>(gateway: options => options.TimeProvider = clock);
        await using var ann = await api.ConnectAsync();

        clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(1001, (await ann.ReceiveCloseAsync()).Code);
    }

    [Fact]
    public async Task After_two_hours_of_the_tests_clock_a_busy_connection_is_closed()
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
    public async Task Disposing_the_fixture_closes_its_connections_and_runs_the_disconnect_handler()
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
    public async Task Waiting_for_the_end_of_the_connection_fails_if_a_message_arrives()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();
        await ann.SendAsync("hello");

        var failure = await Assert.ThrowsAsync<ConversationException>(ann.ReceiveCloseAsync);

        Assert.Equal("Expected the end of the connection, but received: hello", failure.Message);
    }
}
