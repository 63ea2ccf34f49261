using CsCheck;
using Microsoft.Extensions.Time.Testing;
using WsScaffold.Tests.Stores;

namespace WsScaffold.DynamoDB.Tests;

[Collection(BroadcastTests.TableVariable)]
public sealed class DynamoDbConnectionStoreTests(Dynalite dynalite) : ConnectionStoreContract, IClassFixture<Dynalite>
{
    private DynamoDbConnectionStore? _store;

    protected override IConnectionStore Store =>
        _store ??= new(dynalite.Client, new() { TableName = dynalite.TableName, Shards = 3 }, Clock);

    [Fact]
    public async Task Random_steps_with_crashes_never_lose_a_member_or_leave_a_removed_one()
    {
        using var client = new DyingClient(dynalite.Endpoint);
        var run = 0;
        await StoreModel.Steps.SampleAsync(
            async steps =>
            {
                var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
                var prefix = $"m{Interlocked.Increment(ref run)}-";
                var options = new DynamoDbConnectionStoreOptions
                {
                    TableName = dynalite.TableName,
                    Shards = 2,
                    GroupShards = { [prefix + "green"] = 2 },
                };
                var store = new DynamoDbConnectionStore(client, options, clock);
                await new StoreModel(store, client.DieAfter, clock, prefix).RunAsync(steps);
            },
            iter: 40,
            threads: 1);
    }

    [Fact]
    public async Task A_leave_between_the_writes_of_a_join_leaves_no_membership_behind()
    {
        var id = await OpenAsync("a");
        using var client = new InterruptedClient(dynalite.Endpoint);
        client.Before = request => request == 2 ? Store.LeaveAsync(id, Name("room"), Stop).AsTask() : Task.CompletedTask;
        var store = new DynamoDbConnectionStore(client, new() { TableName = dynalite.TableName, Shards = 3 }, Clock);

        Assert.True(await store.JoinAsync(id, Name("room"), Stop));
        Assert.Equal([Name("room")], (await Store.FindAsync(id, Stop))!.Groups);

        await Store.LeaveAsync(id, Name("room"), Stop);
        Assert.Empty((await Store.FindAsync(id, Stop))!.Groups);
        Assert.Empty(await ReadAsync(Store, Audience.Group(Name("room")), 10));
    }

    [Fact]
    public async Task A_group_with_several_shards_is_read_completely()
    {
        var options = new DynamoDbConnectionStoreOptions
        {
            TableName = dynalite.TableName,
            Shards = 3,
            GroupShards = { [Name("lobby")] = 4 },
        };
        var store = new DynamoDbConnectionStore(dynalite.Client, options, Clock);
        for (var i = 0; i < 40; i++)
        {
            await OpenAsync($"{i}");
            await store.JoinAsync(Id($"{i}"), Name("lobby"), Stop);
        }

        Assert.Equal(40, (await ReadAsync(store, Audience.Group(Name("lobby")), 7)).Distinct().Count());
        for (var shard = 0; shard < 4; shard++)
        {
            var page = await store.ReadAsync(Audience.Group(Name("lobby")), new(shard, null), 40, Stop);
            Assert.NotEmpty(page.Connections);
        }
    }

    [Fact]
    public async Task The_rows_of_a_connection_expire_after_its_lifetime_and_are_deleted_on_removal()
    {
        var id = await OpenAsync("a", user: Name("ada"), connectedAt: Clock.GetUtcNow().AddMinutes(-30));
        await Store.JoinAsync(id, Name("room"), Stop);
        var expected = Clock.GetUtcNow().AddMinutes(-30) + ConnectionLifetime.Longest;

        var rows = await RowsOfAsync(id);
        Assert.Equal(3, rows.Count);
        Assert.All(rows, row => Assert.InRange(long.Parse(row["expires"].N, null) - expected.ToUnixTimeSeconds(), 0, 1));

        await Store.RemoveAsync(id, Stop);
        Assert.Empty(await RowsOfAsync(id));
    }

    [Fact]
    public async Task A_tombstone_expires_when_a_connect_event_can_no_longer_arrive()
    {
        await Store.RemoveAsync(Id("early"), Stop);

        var row = Assert.Single(await RowsOfAsync(Id("early")));
        var expected = Clock.GetUtcNow() + ConnectionLifetime.Tombstone;
        Assert.InRange(long.Parse(row["expires"].N, null) - expected.ToUnixTimeSeconds(), 0, 1);
        Clock.Advance(ConnectionLifetime.Tombstone + TimeSpan.FromSeconds(2));
        Assert.True(await Store.AddAsync(Id("early"), null, Clock.GetUtcNow(), Stop));
    }

    [Fact]
    public async Task An_error_about_a_missing_table_says_how_to_create_it()
    {
        var store = new DynamoDbConnectionStore(dynalite.Client, new() { TableName = "missing" });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.FindAsync("a", Stop));

        Assert.StartsWith($"The DynamoDB table 'missing' does not exist in {dynalite.Endpoint}", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "aws dynamodb create-table --table-name missing --billing-mode PAY_PER_REQUEST "
                + "--attribute-definitions AttributeName=pk,AttributeType=S AttributeName=sk,AttributeType=S "
                + "--key-schema AttributeName=pk,KeyType=HASH AttributeName=sk,KeyType=RANGE",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_about_a_table_with_other_keys_says_which_it_needs()
    {
        await dynalite.CreateTableAsync("orders", "customer", "order");
        var store = new DynamoDbConnectionStore(dynalite.Client, new() { TableName = "orders" });

        var read = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await store.ReadAsync(Audience.All, default, 10, Stop));
        var write = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await store.AddAsync("a", null, Clock.GetUtcNow(), Stop));

        foreach (var error in new[] { read, write })
        {
            Assert.Contains("'orders'", error.Message, StringComparison.Ordinal);
            Assert.Contains("the partition key pk and the sort key sk, both strings.", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Errors_about_options_say_what_to_use()
    {
        var shards = Assert.Throws<ArgumentException>(() => Create(new() { TableName = "t", Shards = 0 }));
        Assert.Equal("DynamoDbConnectionStoreOptions.Shards is 0. Use 1 to 1000.", shards.Message);

        var group = Assert.Throws<ArgumentException>(() => Create(new() { TableName = "t", GroupShards = { ["lobby"] = 1_001 } }));
        Assert.Equal("DynamoDbConnectionStoreOptions.GroupShards[\"lobby\"] is 1001. Use 1 to 1000.", group.Message);

        var name = Assert.Throws<InvalidOperationException>(() => Create(new()));
        Assert.Equal(
            "The name of the DynamoDB table for connections is unknown. Set the environment variable WSSCAFFOLD_TABLE, as WsScaffold.Cdk "
                + "does, or DynamoDbConnectionStoreOptions.TableName.",
            name.Message);

        DynamoDbConnectionStore Create(DynamoDbConnectionStoreOptions options) => new(dynalite.Client, options);
    }

    private async Task<List<Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>>> RowsOfAsync(string connectionId)
    {
        var rows = await dynalite.Client.ScanAsync(new() { TableName = dynalite.TableName }, Stop);
        return [.. (rows.Items ?? []).Where(row => row["sk"].S == connectionId)];
    }
}
