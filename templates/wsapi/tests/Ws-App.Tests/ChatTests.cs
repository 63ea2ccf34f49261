#if (auth != "lambda")
using WsScaffold.Testing;

#endif
namespace WsSpace.Tests;

public sealed class WsAppApiTests
{
    [Fact]
    public async Task A_message_reaches_the_other_members_of_the_room()
    {
#if (auth == "lambda")
        await using var api = await TestApi.StartAsync();
        await using var ann = await api.ConnectUserAsync("ann");
        await using var bob = await api.ConnectUserAsync("bob");
        await ann.SendAsync(new Join("lobby"));
        Assert.Equal(new Joined("lobby"), await ann.ReceiveAsync<Joined>());
        await bob.SendAsync(new Join("lobby"));
        Assert.Equal(new Joined("lobby"), await bob.ReceiveAsync<Joined>());
        Assert.Equal(new MemberJoined("lobby", "bob"), await ann.ReceiveAsync<MemberJoined>());

        await ann.SendAsync(new SendMessage("lobby", "Hello, Bob!"));

        Assert.Equal(new MessageSent(1), await ann.ReceiveAsync<MessageSent>());
        var received = await bob.ReceiveAsync<ChatMessage>();
        Assert.Equal(("lobby", "ann", "Hello, Bob!"), (received.Room, received.From, received.Text));
#else
        await using var api = await WebSocketApiFixture.StartAsync<WsAppApi>();
        await using var ann = await api.ConnectAsync();
        await using var bob = await api.ConnectAsync();
        await ann.SendAsync(new Join("lobby", "Ann"));
        Assert.Equal(new Joined("lobby"), await ann.ReceiveAsync<Joined>());
        await bob.SendAsync(new Join("lobby", "Bob"));
        Assert.Equal(new Joined("lobby"), await bob.ReceiveAsync<Joined>());
        Assert.Equal(new MemberJoined("lobby", "Bob"), await ann.ReceiveAsync<MemberJoined>());

        await ann.SendAsync(new SendMessage("lobby", "Ann", "Hello, Bob!"));

        Assert.Equal(new MessageSent(1), await ann.ReceiveAsync<MessageSent>());
        var received = await bob.ReceiveAsync<ChatMessage>();
        Assert.Equal(("lobby", "Ann", "Hello, Bob!"), (received.Room, received.From, received.Text));
#endif
    }

    [Fact]
    public async Task Sending_to_a_room_requires_joining_it()
    {
#if (auth == "lambda")
        await using var api = await TestApi.StartAsync();
        await using var ann = await api.ConnectUserAsync("ann");

        await ann.SendAsync(new SendMessage("lobby", "Anybody here?"));
#else
        await using var api = await WebSocketApiFixture.StartAsync<WsAppApi>();
        await using var ann = await api.ConnectAsync();

        await ann.SendAsync(new SendMessage("lobby", "Ann", "Anybody here?"));
#endif

        var error = await ann.ReceiveErrorAsync();
        Assert.Equal((403, "Join the room first."), (error.Status, error.Message));
    }

    [Fact]
    public async Task Text_that_is_not_a_request_is_echoed()
    {
#if (auth == "lambda")
        await using var api = await TestApi.StartAsync();
        await using var ann = await api.ConnectUserAsync("ann");
#else
        await using var api = await WebSocketApiFixture.StartAsync<WsAppApi>();
        await using var ann = await api.ConnectAsync();
#endif

        await ann.SendAsync("Is this thing on?");

        Assert.Equal("Is this thing on?", await ann.ReceiveTextAsync());
    }
}
