using System.Text.RegularExpressions;
using Chat;
using WsScaffold.EndToEnd.Support;

namespace WsScaffold.EndToEnd;

/// <summary>What the Chat sample does, wherever its function runs.</summary>
public abstract partial class ConversationTests : IAsyncLifetime
{
    private readonly WebSocketApp _app = WebSocketApp.CreateBuilder<ChatApi>().Build();
    private LocalGateway? _gateway;

    // Before the test, since people connect at once and must all meet in one gateway.
    public async ValueTask InitializeAsync() => _gateway = await StartAsync(_app, TestContext.Current.CancellationToken);

    public virtual async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task People_in_a_room_hear_each_other_and_others_do_not()
    {
        using var ann = await ConnectAsync("?name=Ann");
        using var bob = await ConnectAsync("?name=Bob");
        using var eve = await ConnectAsync("");

        Assert.Equal(
            """{"type":"join","id":1,"data":{"room":"lobby","members":1}}""",
            await ann.AskAsync("""{"action":"join","room":"lobby","id":1}""")
        );
        Assert.Equal(
            """{"type":"join","id":"b","data":{"room":"lobby","members":2}}""",
            await bob.AskAsync("""{"action":"join","room":"lobby","id":"b"}""")
        );
        Assert.Equal("""{"type":"memberJoined","data":{"room":"lobby","name":"Bob"}}""", await ann.HearAsync());

        Assert.Equal(
            """{"type":"sendMessage","data":{"delivered":1}}""",
            await ann.AskAsync("""{"action":"sendMessage","room":"lobby","text":"Grüße <&> \u263a"}""")
        );
        Assert.Equal(
            """{"type":"messageReceived","data":{"room":"lobby","from":"Ann","text":"Grüße <&> ☺","sentAt":"*"}}""",
            Masked(await bob.HearAsync())
        );
        Assert.Equal("still here", await eve.AskAsync("still here"));
    }

    [Fact]
    public async Task A_mistake_is_told_to_the_one_who_made_it()
    {
        using var ann = await ConnectAsync("?name=Ann");

        Assert.Equal(
            """{"message":"Join the room first.","connectionId":"*","requestId":"*","status":403,"id":2}""",
            Masked(await ann.AskAsync("""{"action":"sendMessage","room":"attic","text":"hi","id":2}""")));
        Assert.Equal(
            """{"message":"Bad request body","connectionId":"*","requestId":"*","errors":[{"path":"$.room","message":"is required"},"""
                + """{"path":"$.text","message":"is required"}]}""",
            Masked(await ann.AskAsync("""{"action":"sendMessage"}""")));
        Assert.StartsWith(
            """{"message":"Bad request body","connectionId":"*","requestId":"*","errors":[{"path":"$","message":"the body is not """
                + """valid JSON""",
            Masked(await ann.AskAsync("""{"action":"sendMessage", body:"hello"}""")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_selects_no_route_is_echoed_as_it_is()
    {
        using var ann = await ConnectAsync("");

        foreach (var text in new[] { "hello", """{"action":"nothing"}""", " \t\"quoted\" \\ \u00fc\ud83d\ude00", new string('x', 30_000) })
        {
            Assert.Equal(text, await ann.AskAsync(text));
        }
    }

    [Fact]
    public async Task Somebody_who_left_is_no_longer_in_the_room()
    {
        using var ann = await ConnectAsync("?name=Ann");
        using (var bob = await ConnectAsync("?name=Bob"))
        {
            await bob.AskAsync("""{"action":"join","room":"den"}""");
            await ann.AskAsync("""{"action":"join","room":"den"}""");
            await bob.CloseAsync();
        }

        // $disconnect comes after the close, when it comes.
        var answer = "";
        for (var attempt = 0; attempt < 100 && answer != """{"type":"sendMessage","data":{"delivered":0}}"""; attempt++)
        {
            answer = await ann.AskAsync("""{"action":"sendMessage","room":"den","text":"anybody?"}""");
        }

        Assert.Equal("""{"type":"sendMessage","data":{"delivered":0}}""", answer);
    }

    [Fact]
    public async Task Fifty_people_talk_at_once_and_nobody_misses_a_word()
    {
        var people = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => ConnectAsync($"?name=p{i}")));
        foreach (var person in people)
        {
            await person.SayAsync("""{"action":"join","room":"hall","id":"join"}""");
        }

        await Task.WhenAll(
            people.Select(person => HearAllAsync(person, text => text.Contains("\"id\":\"join\"", StringComparison.Ordinal), 1))
        );
        await Task.WhenAll(people.Select(person => person.SayAsync("""{"action":"sendMessage","room":"hall","text":"word"}""")));
        await Task.WhenAll(
            people.Select(person => HearAllAsync(person, text => text.Contains("messageReceived", StringComparison.Ordinal), 49))
        );
        Array.ForEach(people, person => person.Dispose());
    }

    protected abstract Task<LocalGateway> StartAsync(WebSocketApp app, CancellationToken cancellationToken);

    private Task<ChatClient> ConnectAsync(string query) => ChatClient.ConnectAsync(_gateway!.Url, query);

    private static async Task HearAllAsync(ChatClient client, Func<string, bool> isWanted, int count)
    {
        while (count > 0)
        {
            count -= isWanted(await client.HearAsync()) ? 1 : 0;
        }
    }

    private static string Masked(string text) => Varying().Replace(text, "\"$1\":\"*\"");

    [GeneratedRegex("\"(sentAt|connectionId|requestId)\":\"[^\"]*\"")]
    private static partial Regex Varying();
}
