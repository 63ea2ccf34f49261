#if (auth != "lambda")
using WsScaffold.Testing;

#endif
namespace WsSpace.Tests;

public sealed class WsAppApiTests
{
    [Fact]
    public async Task What_is_said_in_a_room_reaches_everybody_else_in_it()
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
        var heard = await bob.ReceiveAsync<ChatMessage>();
        Assert.Equal(("lobby", "ann", "Hello, Bob!"), (heard.Room, heard.From, heard.Text));
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
        var heard = await bob.ReceiveAsync<ChatMessage>();
        Assert.Equal(("lobby", "Ann", "Hello, Bob!"), (heard.Room, heard.From, heard.Text));
#endif
    }

    [Fact]
    public async Task Only_who_is_in_a_room_can_speak_there()
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
    public async Task What_is_no_request_comes_back()
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
