using Microsoft.Extensions.DependencyInjection;

namespace WsScaffold.Testing.Tests;

public sealed class ConversationTests
{
    [Fact]
    public async Task A_message_finds_its_route_by_its_type_and_the_answer_comes_out_of_its_envelope()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();

        await ann.SendAsync(new Open("drawer"));

        Assert.Equal(new Opened("drawer", "configured"), await ann.ReceiveAsync<Opened>());
    }

    [Fact]
    public async Task The_tests_own_registration_wins_over_that_of_the_api()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>(services => services.AddSingleton(new Ledger("the test's")));
        await using var ann = await api.ConnectAsync();

        await ann.SendAsync(new Open("drawer"));

        Assert.Equal(new Opened("drawer", "the test's"), await ann.ReceiveAsync<Opened>());
    }

    [Fact]
    public async Task A_route_can_be_named_where_two_take_the_type()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();

        await ann.SendAsync("archive", new Close("drawer"));

        Assert.Equal(new Opened("drawer", "archive"), await ann.ReceiveAsync<Opened>());
    }

    [Fact]
    public async Task A_type_that_two_routes_take_is_refused_with_both_names()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => ann.SendAsync(new Close("drawer")));

        Assert.Equal(
            "Several handlers of DeskApi take WsScaffold.Testing.Tests.Close: archive, close. Say which: SendAsync(\"archive\", message).",
            refusal.Message);
    }

    [Fact]
    public async Task A_type_that_no_route_takes_is_refused_with_those_that_some_do()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => ann.SendAsync(new Opened("drawer", "Ann")));

        Assert.Equal(
            "No handler of DeskApi takes WsScaffold.Testing.Tests.Opened as its message. They take Close, Open, Refuse, Tell. To send it to a route all the same: SendAsync(\"routeKey\", message).",
            refusal.Message);
    }

    [Fact]
    public async Task A_push_is_received_as_its_type()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();

        await ann.SendAsync(new Tell("Grüße"));

        Assert.Equal(new Told("Grüße"), await ann.ReceiveAsync<Told>());
    }

    [Fact]
    public async Task A_text_goes_and_comes_as_it_is()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();

        await ann.SendAsync("is this thing on?");

        Assert.Equal("is this thing on?", await ann.ReceiveTextAsync());
    }

    [Fact]
    public async Task Another_message_than_expected_fails_at_once_with_what_came()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();
        await ann.SendAsync(new Open("drawer"));

        var surprise = await Assert.ThrowsAsync<ConversationException>(ann.ReceiveAsync<Told>);

        Assert.Equal(
            """Expected Told ("type":"told"), but this came: {"type":"open","data":{"name":"drawer","by":"configured"}}""", surprise.Message);
    }

    [Fact]
    public async Task A_type_that_the_api_never_sends_is_refused()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(ann.ReceiveAsync<Open>);

        Assert.Equal("DeskApi sends no WsScaffold.Testing.Tests.Open. It answers with Opened, and pushes Told. For texts: ReceiveTextAsync().", refusal.Message);
    }

    [Fact]
    public async Task A_failed_handler_is_named_by_the_test_that_waited_for_its_answer()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();
        await ann.SendAsync("""{"action":"fail"}""");

        var surprise = await Assert.ThrowsAsync<ConversationException>(ann.ReceiveAsync<Opened>);

        Assert.Contains("Internal server error", surprise.Message, StringComparison.Ordinal);
        Assert.Contains("System.InvalidOperationException: the drawer is stuck", surprise.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_is_told_with_how_long_it_was()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();
        api.Timeout = TimeSpan.FromMilliseconds(200);

        var surprise = await Assert.ThrowsAsync<ConversationException>(ann.ReceiveTextAsync);

        Assert.Equal("Expected a message, but nothing came within 0.2 s.", surprise.Message);
        // Waiting in vain ends nothing.
        api.Timeout = TimeSpan.FromSeconds(30);
        await ann.SendAsync("still there?");
        Assert.Equal("still there?", await ann.ReceiveTextAsync());
    }

    [Fact]
    public async Task A_refusal_is_an_error_frame()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();

        await ann.SendAsync("""{"action":"refuse","status":409,"id":"a7"}""");

        var error = await ann.ReceiveErrorAsync();
        Assert.Equal(("Not today.", 409, "\"a7\""), (error.Message, error.Status, error.Id));
        Assert.Empty(error.Errors);
    }

    [Fact]
    public async Task What_is_wrong_with_a_body_is_on_the_error_frame()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();

        await ann.SendAsync("""{"action":"open"}""");

        var error = await ann.ReceiveErrorAsync();
        Assert.Equal("Bad request body", error.Message);
        Assert.Equal([new("$.name", "is required")], error.Errors);
        Assert.Null(error.Status);
    }

    [Fact]
    public async Task The_gateways_own_error_frame_is_one_too()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();

        await ann.SendAsync("""{"action":"fail"}""");

        Assert.Equal("Internal server error", (await ann.ReceiveErrorAsync()).Message);
    }

    [Fact]
    public async Task An_answer_is_no_error_frame()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();
        await ann.SendAsync(new Open("drawer"));

        var surprise = await Assert.ThrowsAsync<ConversationException>(ann.ReceiveErrorAsync);

        Assert.StartsWith("Expected an error frame, but this came: {\"type\":\"open\"", surprise.Message, StringComparison.Ordinal);
    }
}
