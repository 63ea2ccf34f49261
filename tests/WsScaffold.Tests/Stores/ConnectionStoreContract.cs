using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace WsScaffold.Tests.Stores;

/// <summary>What every store promises. Each test has connections and groups of its own, so that a store may be shared.</summary>
public abstract class ConnectionStoreContract
{
    private readonly string _test = Guid.NewGuid().ToString("N")[..8];

    protected FakeTimeProvider Clock { get; } = new(DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()));

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected abstract IConnectionStore Store { get; }

    [Fact]
    public async Task A_connection_is_read_by_everybody_when_it_is_opened_and_not_before()
    {
        Assert.True(await Store.AddAsync(Id("a="), null, Clock.GetUtcNow(), Stop));
        Assert.DoesNotContain(Id("a="), await ReadAsync(Audience.All));

        Assert.True(await Store.OpenAsync(Id("a="), Stop));
        Assert.Contains(Id("a="), await ReadAsync(Audience.All));
    }

    [Fact]
    public async Task A_user_is_reached_on_all_of_his_connections_and_on_nobody_elses()
    {
        await OpenAsync("a", user: Name("ada"));
        await OpenAsync("b", user: Name("bob"));
        await OpenAsync("c", user: Name("ada"));
        await Store.AddAsync(Id("d"), Name("ada"), Clock.GetUtcNow(), Stop);

        Assert.Equal([Id("a"), Id("c")], await ReadAsync(Audience.User(Name("ada"))));
        Assert.Equal(2, await Store.CountAsync(Audience.User(Name("ada")), Stop));
        Assert.Empty(await ReadAsync(Audience.Group(Name("ada"))));

        await Store.RemoveAsync(Id("a"), Stop);
        Assert.Equal([Id("c")], await ReadAsync(Audience.User(Name("ada"))));
    }

    [Fact]
    public async Task A_group_has_who_joined_and_did_not_leave()
    {
        await OpenAsync("a");
        await OpenAsync("b");
        await OpenAsync("c");

        Assert.True(await Store.JoinAsync(Id("a"), Name("room"), Stop));
        Assert.True(await Store.JoinAsync(Id("a"), Name("room"), Stop));
        Assert.True(await Store.JoinAsync(Id("b"), Name("room"), Stop));
        Assert.True(await Store.JoinAsync(Id("b"), Name("other"), Stop));
        Assert.Equal([Id("a"), Id("b")], await ReadAsync(Audience.Group(Name("room"))));

        await Store.LeaveAsync(Id("a"), Name("room"), Stop);
        await Store.LeaveAsync(Id("c"), Name("room"), Stop);
        Assert.Equal([Id("b")], await ReadAsync(Audience.Group(Name("room"))));
        Assert.Equal([Id("b")], await ReadAsync(Audience.Group(Name("other"))));
        Assert.Equal(1, await Store.CountAsync(Audience.Group(Name("room")), Stop));

        Assert.True(await Store.JoinAsync(Id("a"), Name("room"), Stop));
        Assert.Equal([Id("a"), Id("b")], await ReadAsync(Audience.Group(Name("room"))));
    }

    [Fact]
    public async Task Who_joins_while_the_handshake_is_pending_is_in_the_group_when_it_is_accepted()
    {
        await Store.AddAsync(Id("a"), null, Clock.GetUtcNow(), Stop);
        Assert.True(await Store.JoinAsync(Id("a"), Name("room"), Stop));
        Assert.Empty(await ReadAsync(Audience.Group(Name("room"))));

        await Store.OpenAsync(Id("a"), Stop);
        Assert.Equal([Id("a")], await ReadAsync(Audience.Group(Name("room"))));
    }

    [Fact]
    public async Task A_stranger_joins_nothing()
    {
        Assert.False(await Store.JoinAsync(Id("stranger"), Name("room"), Stop));
        Assert.False(await Store.OpenAsync(Id("stranger"), Stop));
        Assert.False(await Store.TouchAsync(Id("stranger"), Stop));
        Assert.Null(await Store.FindAsync(Id("stranger"), Stop));
        Assert.Empty(await ReadAsync(Audience.Group(Name("room"))));
    }

    [Fact]
    public async Task A_removed_connection_is_nowhere_and_stays_away()
    {
        await OpenAsync("a", user: Name("ada"));
        await Store.JoinAsync(Id("a"), Name("room"), Stop);
        await Store.JoinAsync(Id("a"), Name("other"), Stop);

        await Store.RemoveAsync(Id("a"), Stop);
        await Store.RemoveAsync(Id("a"), Stop);

        await AssertGoneAsync(Id("a"), Name("ada"), Name("room"), Name("other"));
        Assert.False(await Store.JoinAsync(Id("a"), Name("room"), Stop));
        Assert.False(await Store.OpenAsync(Id("a"), Stop));
        await AssertGoneAsync(Id("a"), Name("ada"), Name("room"), Name("other"));
    }

    [Fact]
    public async Task A_late_connect_after_an_early_disconnect_brings_nobody_back()
    {
        await Store.RemoveAsync(Id("a"), Stop);
        Assert.False(await Store.AddAsync(Id("a"), Name("ada"), Clock.GetUtcNow(), Stop));
        await AssertGoneAsync(Id("a"), Name("ada"));

        await Store.AddAsync(Id("b"), Name("ada"), Clock.GetUtcNow(), Stop);
        await Store.JoinAsync(Id("b"), Name("room"), Stop);
        await Store.RemoveAsync(Id("b"), Stop);
        Assert.False(await Store.OpenAsync(Id("b"), Stop));
        Assert.False(await Store.JoinAsync(Id("b"), Name("room"), Stop));
        Assert.False(await Store.AddAsync(Id("b"), Name("ada"), Clock.GetUtcNow(), Stop));
        await AssertGoneAsync(Id("b"), Name("ada"), Name("room"));

        // A 410 in between doesn't make it forget.
        await Store.RemoveGoneAsync([Id("b")], Clock.GetUtcNow().AddHours(1), Stop);
        Assert.False(await Store.AddAsync(Id("b"), null, Clock.GetUtcNow(), Stop));
    }

    [Fact]
    public async Task Gone_connections_are_removed_together_but_for_those_that_are_just_opening()
    {
        for (var i = 0; i < 40; i++)
        {
            await OpenAsync($"{i}", user: Name("ada"));
            await Store.JoinAsync(Id($"{i}"), Name("room"), Stop);
        }

        Clock.Advance(TimeSpan.FromMinutes(1));
        var before = Clock.GetUtcNow();
        await OpenAsync("new");
        await Store.JoinAsync(Id("new"), Name("room"), Stop);
        await Store.AddAsync(Id("pending"), null, Clock.GetUtcNow(), Stop);

        await Store.RemoveGoneAsync(
            [.. Enumerable.Range(1, 39).Select(i => Id($"{i}")), Id("stranger"), Id("new"), Id("pending")],
            before,
            Stop
        );

        Assert.Equal(new[] { Id("0"), Id("new") }.Order(StringComparer.Ordinal), await ReadAsync(Audience.Group(Name("room"))));
        Assert.Equal([Id("0")], await ReadAsync(Audience.User(Name("ada"))));
        Assert.True(await Store.OpenAsync(Id("pending"), Stop));
    }

    [Fact]
    public async Task Nobody_is_read_who_expired()
    {
        await OpenAsync("a", user: Name("ada"), connectedAt: Clock.GetUtcNow().AddHours(-1));
        await Store.JoinAsync(Id("a"), Name("room"), Stop);

        Clock.Advance(TimeSpan.FromMinutes(74));
        Assert.Equal([Id("a")], await ReadAsync(Audience.Group(Name("room"))));

        Clock.Advance(TimeSpan.FromMinutes(2));
        await AssertGoneAsync(Id("a"), Name("ada"), Name("room"));
        Assert.False(await Store.JoinAsync(Id("a"), Name("room"), Stop));
        Assert.False(await Store.TouchAsync(Id("a"), Stop));
        Assert.False(await Store.OpenAsync(Id("a"), Stop));
    }

    [Fact]
    public async Task A_connection_is_looked_up_with_its_groups_and_when_it_was_last_seen()
    {
        var connected = Clock.GetUtcNow();
        await OpenAsync("a", user: Name("ada"), connectedAt: connected);
        await Store.JoinAsync(Id("a"), Name("room"), Stop);
        await Store.JoinAsync(Id("a"), Name("other"), Stop);
        await Store.LeaveAsync(Id("a"), Name("other"), Stop);
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True(await Store.TouchAsync(Id("a"), Stop));

        var found = await Store.FindAsync(Id("a"), Stop);

        Assert.Equal(
            (Id("a"), Name("ada"), connected, connected.AddMinutes(5)),
            (found!.ConnectionId, found.User, found.ConnectedAt, found.LastSeenAt)
        );
        Assert.Equal([Name("room")], found.Groups);
    }

    [Fact]
    public async Task Pages_are_no_larger_than_asked_for_and_miss_and_repeat_nobody()
    {
        var expected = new List<string>();
        for (var i = 0; i < 23; i++)
        {
            await OpenAsync($"{i}");
            await Store.JoinAsync(Id($"{i}"), Name("room"), Stop);
            expected.Add(Id($"{i}"));
        }

        var read = new List<string>();
        StorePosition? next = default(StorePosition);
        while (next is { } position)
        {
            var page = await Store.ReadAsync(Audience.Group(Name("room")), position, 5, Stop);
            Assert.InRange(page.Connections.Count, 0, 5);
            read.AddRange(page.Connections.Select(one => one.ConnectionId));

            // Whoever was read may go without shifting the others.
            if (page.Connections is [var first, ..])
            {
                await Store.RemoveAsync(first.ConnectionId, Stop);
            }

            next = page.Next;
        }

        Assert.Equal(expected.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
        Assert.Equal(read.Count, read.Distinct().Count());
    }

    [Fact]
    public async Task Reading_goes_on_after_any_connection()
    {
        for (var i = 0; i < 10; i++)
        {
            await OpenAsync($"{i}");
            await Store.JoinAsync(Id($"{i}"), Name("room"), Stop);
        }

        var page = await Store.ReadAsync(Audience.Group(Name("room")), default, 100, Stop);
        var rest = await Store.ReadAsync(Audience.Group(Name("room")), new(page.Partition, page.Connections[3].ConnectionId), 100, Stop);

        Assert.Equal(page.Connections.Skip(4), rest.Connections);
        Assert.Empty(
            (
                await Store.ReadAsync(Audience.Group(Name("room")), new(page.Partition, page.Connections[^1].ConnectionId), 100, Stop)
            ).Connections
        );
        Assert.Equal([Id("5")], page.Connections.Where(one => one.ConnectionId == Id("5")).Select(one => one.ConnectionId));
        Assert.InRange((page.Connections[0].OpenedAt - Clock.GetUtcNow()).Duration(), TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
    }

    [Theory]
    [InlineData("room/with?anything#in=it")]
    [InlineData("#0#\u00e9 \u65e5\u672c \U0001F600")]
    public async Task Groups_and_users_may_have_any_name(string name)
    {
        await OpenAsync("a", user: name + _test);
        await Store.JoinAsync(Id("a"), name + _test, Stop);

        Assert.Equal([Id("a")], await ReadAsync(Audience.User(name + _test)));
        Assert.Equal([Id("a")], await ReadAsync(Audience.Group(name + _test)));
        Assert.Equal([name + _test], (await Store.FindAsync(Id("a"), Stop))!.Groups);
    }

    [Fact]
    public async Task Names_that_cannot_be_are_the_callers_error()
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.JoinAsync(Id("a"), "", Stop));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.JoinAsync(Id("a"), new string('x', 513), Stop));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.AddAsync("", null, Clock.GetUtcNow(), Stop));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.RemoveAsync("", Stop));
        Assert.Throws<ArgumentException>(() => Audience.User(""));
    }

    [Fact]
    public async Task Joining_leaving_and_removing_at_the_same_time_leave_nobody_behind()
    {
        for (var round = 0; round < 10; round++)
        {
            var id = await OpenAsync($"{round}");
            await Task.WhenAll(
                Attempt(() => Store.JoinAsync(id, Name("room"), Stop).AsTask()),
                Attempt(() => Store.LeaveAsync(id, Name("room"), Stop).AsTask()),
                Attempt(() => Store.JoinAsync(id, Name("room"), Stop).AsTask()),
                Attempt(() => Store.RemoveAsync(id, Stop).AsTask()),
                Attempt(() => Store.JoinAsync(id, Name("room"), Stop).AsTask()),
                Attempt(() => Store.RemoveGoneAsync([id], Clock.GetUtcNow().AddHours(1), Stop).AsTask()));
            await AssertGoneAsync(id, Name("nobody"), Name("room"));
        }

        // Undoing each other too often is an error that says so.
        static async Task Attempt(Func<Task> action)
        {
            try
            {
                await Task.Run(action, Stop);
            }
            catch (InvalidOperationException)
            {
            }
        }
    }

    protected string Id(string name) => $"{_test}-{name}";

    protected string Name(string name) => $"{name}-{_test}";

    protected async Task<string> OpenAsync(string name, string? user = null, DateTimeOffset? connectedAt = null)
    {
        Assert.True(await Store.AddAsync(Id(name), user, connectedAt ?? Clock.GetUtcNow(), Stop));
        Assert.True(await Store.OpenAsync(Id(name), Stop));
        return Id(name);
    }

    /// <summary>Reads an audience to its end; of everybody, those of this test.</summary>
    protected async Task<List<string>> ReadAsync(Audience audience)
    {
        var read = await ReadAsync(Store, audience, 100);
        return [.. read.Where(id => id.StartsWith(_test, StringComparison.Ordinal))];
    }

    internal static async Task<List<string>> ReadAsync(IConnectionStore store, Audience audience, int limit)
    {
        var read = new List<string>();
        StorePosition? next = default(StorePosition);
        while (next is { } position)
        {
            var page = await store.ReadAsync(audience, position, limit, Stop);
            read.AddRange(page.Connections.Select(one => one.ConnectionId));
            next = page.Next;
        }

        return read;
    }

    private async Task AssertGoneAsync(string connectionId, string user, params string[] groups)
    {
        Assert.DoesNotContain(connectionId, await ReadAsync(Audience.All));
        Assert.DoesNotContain(connectionId, await ReadAsync(Audience.User(user)));
        Assert.Null(await Store.FindAsync(connectionId, Stop));
        foreach (var group in groups)
        {
            Assert.DoesNotContain(connectionId, await ReadAsync(Audience.Group(group)));
        }
    }
}
