using Microsoft.Extensions.DependencyInjection;

namespace WsScaffold.Testing.Tests;

public sealed class ConversationTests
{
    [Fact]
    public async Task The_type_of_a_message_selects_the_route_and_the_response_is_read_from_its_envelope()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();

        await ann.SendAsync(new Open("drawer"));

        Assert.Equal(new Opened("drawer", "configured"), await ann.ReceiveAsync<Opened>());
    }

    [Fact]
    public async Task The_tests_registrations_replace_those_of_the_API()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>(services => services.AddSingleton(new Ledger("the test's")));
        await using var ann = await api.ConnectAsync();

        await ann.SendAsync(new Open("drawer"));

        Assert.Equal(new Opened("drawer", "the test's"), await ann.ReceiveAsync<Opened>());
    }

    [Fact]
    public async Task The_test_can_name_the_route_if_two_routes_take_the_type()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();

        await ann.SendAsync("archive", new Close("drawer"));

        Assert.Equal(new Opened("drawer", "archive"), await ann.ReceiveAsync<Opened>());
    }

    [Fact]
    public async Task Sending_a_type_that_two_routes_take_throws_with_both_route_keys()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => ann.SendAsync(new Close("drawer")));

        Assert.Equal(
            "Several handlers of DeskApi take WsScaffold.Testing.Tests.Close: archive, close. "
            + "Name the route: SendAsync(\"archive\", message).",
            failure.Message);
    }

    [Fact]
    public async Task Sending_a_type_that_no_route_takes_throws_with_the_types_that_routes_take()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => ann.SendAsync(new Opened("drawer", "Ann")));

        Assert.Equal(
            "No handler of DeskApi takes WsScaffold.Testing.Tests.Opened as its request. The handlers take Close, Open, Reject, Tell. "
            + "To send the message to a route anyway, name the route: SendAsync(\"routeKey\", message).",
            failure.Message);
    }

    [Fact]
    public async Task A_push_is_received_by_its_type()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();

        await ann.SendAsync(new Tell("Grüße"));

        Assert.Equal(new Told("Grüße"), await ann.ReceiveAsync<Told>());
    }

    [Fact]
    public async Task A_text_is_sent_and_received_unchanged()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();

        await ann.SendAsync("is this thing on?");

        Assert.Equal("is this thing on?", await ann.ReceiveTextAsync());
    }

    [Fact]
    public async Task Receiving_another_message_than_expected_throws_at_once_with_the_message()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();
        await ann.SendAsync(new Open("drawer"));

        var failure = await Assert.ThrowsAsync<ConversationException>(ann.ReceiveAsync<Told>);

        Assert.Equal(
            """Expected Told ("type":"told"), but received: {"type":"open","data":{"name":"drawer","by":"configured"}}""", failure.Message);
    }

    [Fact]
    public async Task Receiving_a_type_that_the_API_never_sends_throws()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(ann.ReceiveAsync<Open>);

        Assert.Equal(
            "DeskApi does not send WsScaffold.Testing.Tests.Open. It responds with Opened and pushes Told. "
            + "To receive any message as text, use ReceiveTextAsync().",
            failure.Message);
    }

    [Fact]
    public async Task If_the_handler_fails_the_exception_of_the_test_contains_the_logged_error()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();
        await ann.SendAsync("""{"action":"fail"}""");

        var failure = await Assert.ThrowsAsync<ConversationException>(ann.ReceiveAsync<Opened>);

        Assert.Contains("Internal server error", failure.Message, StringComparison.Ordinal);
        Assert.Contains("System.InvalidOperationException: the drawer is stuck", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receiving_nothing_throws_with_the_length_of_the_wait()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();
        api.Timeout = TimeSpan.FromMilliseconds(200);

        var failure = await Assert.ThrowsAsync<ConversationException>(ann.ReceiveTextAsync);

        Assert.Equal("Expected a message, but received nothing within 0.2 s.", failure.Message);
        // A timeout does not end the connection.
        api.Timeout = TimeSpan.FromSeconds(30);
        await ann.SendAsync("still there?");
        Assert.Equal("still there?", await ann.ReceiveTextAsync());
    }

    [Fact]
    public async Task A_rejected_request_leads_to_an_error_frame()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();

        await ann.SendAsync("""{"action":"reject","status":409,"id":"a7"}""");

        var error = await ann.ReceiveErrorAsync();
        Assert.Equal(("Not today.", 409, "\"a7\""), (error.Message, error.Status, error.Id));
        Assert.Empty(error.Errors);
    }

    [Fact]
    public async Task The_error_frame_contains_the_errors_in_the_body()
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
    public async Task The_gateways_error_frames_are_received_as_error_frames()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();

        await ann.SendAsync("""{"action":"fail"}""");

        Assert.Equal("Internal server error", (await ann.ReceiveErrorAsync()).Message);
    }

    [Fact]
    public async Task Waiting_for_an_error_frame_fails_if_a_response_arrives()
    {
        await using var api = await WebSocketApiFixture.StartAsync<DeskApi>();
        await using var ann = await api.ConnectAsync();
        await ann.SendAsync(new Open("drawer"));

        var failure = await Assert.ThrowsAsync<ConversationException>(ann.ReceiveErrorAsync);

        Assert.StartsWith("Expected an error frame, but received: {\"type\":\"open\"", failure.Message, StringComparison.Ordinal);
    }
}
