using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace WsScaffold.Tests.Stores;

public sealed class InMemoryConnectionStoreTests : ConnectionStoreContract
{
    private InMemoryConnectionStore? _store;

    protected override IConnectionStore Store => _store ??= new(clock: Clock);

    [Fact]
    public async Task Random_steps_never_lose_a_member_and_never_leave_a_ghost() => await StoreModel.Steps.SampleAsync(
        static async steps =>
        {
            var clock = new FakeTimeProvider();
            await new StoreModel(new InMemoryConnectionStore(clock: clock), static _ => Nothing.Instance, clock, "m").RunAsync(steps);
        },
        iter: 2_000,
        threads: 1);

    [Fact]
    public async Task A_full_store_says_so_and_takes_more_when_somebody_expired()
    {
        var store = new InMemoryConnectionStore(maxConnections: 2, clock: Clock);
        await store.AddAsync("a", null, Clock.GetUtcNow(), Stop);
        await store.AddAsync("b", null, Clock.GetUtcNow(), Stop);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await store.AddAsync("c", null, Clock.GetUtcNow(), Stop)
        );
        Assert.Equal(
            "This InMemoryConnectionStore is full: it holds 2 connections. Create it with a larger maxConnections, or use a database.",
            error.Message
        );

        Clock.Advance(ConnectionLifetime.Longest);
        Assert.True(await store.AddAsync("c", null, Clock.GetUtcNow(), Stop));
    }

    [Fact]
    public async Task A_connection_in_too_many_groups_says_so()
    {
        var store = new InMemoryConnectionStore(maxGroups: 1, clock: Clock);
        await store.AddAsync("a", null, Clock.GetUtcNow(), Stop);
        await store.JoinAsync("a", "one", Stop);
        await store.JoinAsync("a", "one", Stop);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.JoinAsync("a", "two", Stop));
        Assert.Equal(
            "The connection is in 1 groups, the maximum of this InMemoryConnectionStore. Leave a group first, or create the store with "
                + "a larger maxGroups.",
            error.Message
        );
    }

    private sealed class Nothing : IDisposable
    {
        public static readonly Nothing Instance = new();

        public void Dispose()
        {
        }
    }
}
