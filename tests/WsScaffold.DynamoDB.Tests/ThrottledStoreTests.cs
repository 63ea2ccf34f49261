using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WsScaffold.Generated;
using WsScaffold.Tests.Stores;

namespace WsScaffold.DynamoDB.Tests;

/// <summary>The tests of every store on a database that throttles, fails and drops connections, with the client of functions.</summary>
public sealed class ThrottledStoreTests(Dynalite dynalite) : ConnectionStoreContract, IClassFixture<Dynalite>, IAsyncLifetime
{
    private const int Seed = 20_261_126;
    private const double Share = 0.08;
    private const int Calls = 6;
    private FaultyDynamoDb _database = null!;
    private AmazonDynamoDBClient _client = null!;
    private DynamoDbConnectionStore _store = null!;

    public interface IReader
    {
        ValueTask<SendSummary> Said(string text, CancellationToken cancellationToken);
    }

    protected override IConnectionStore Store => _store;

    public async ValueTask InitializeAsync()
    {
        _database = await FaultyDynamoDb.StartAsync(dynalite.Endpoint, FaultyDynamoDb.Seeded(Seed, Share));
        _client = ClientOf(_database);
        _store = new(_client, new() { TableName = dynalite.TableName, Shards = 3 }, new RealTimers(Clock));
    }

    public async ValueTask DisposeAsync()
    {
        // Neither exists where the tests skip.
        _client?.Dispose();
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    [Fact]
    public async Task Random_steps_never_lose_a_member_or_leave_a_removed_one()
    {
        var run = 0;
        await StoreModel.Steps.SampleAsync(
            async steps =>
            {
                var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
                var prefix = $"t{Interlocked.Increment(ref run)}-{Name("")}";
                var options = new DynamoDbConnectionStoreOptions
                {
                    TableName = dynalite.TableName,
                    Shards = 2,
                    GroupShards = { [prefix + "green"] = 2 },
                };
                var store = new DynamoDbConnectionStore(_client, options, new RealTimers(clock));
                await new StoreModel(store, static _ => Survivor.Instance, clock, prefix).RunAsync(steps);
            },
            seed: "0000KOIPe036",
            iter: 3,
            threads: 1);
    }

    [Theory]
    [InlineData((int)Fault.CapacityExceeded)]
    [InlineData((int)Fault.Throttled)]
    [InlineData((int)Fault.Failed)]
    [InlineData((int)Fault.Dropped)]
    [InlineData((int)Fault.ResponseDropped)]
    public async Task A_request_that_fails_twice_is_sent_a_third_time(int fault)
    {
        var attempts = 0;

        // Not by the number that the SDK sends: the HTTP client below it also repeats requests whose connection broke.
        await using var database = await FaultyDynamoDb.StartAsync(dynalite.Endpoint, _ => ++attempts <= 2 ? (Fault)fault : Fault.None);
        using var client = ClientOf(database);
        var store = new DynamoDbConnectionStore(client, new() { TableName = dynalite.TableName });

        Assert.True(await store.AddAsync(Id("a"), null, DateTimeOffset.UtcNow, Stop));

        Assert.Equal(3, database.Attempts.Count(static attempt => attempt.Operation == "PutItem"));
        Assert.NotNull(await store.FindAsync(Id("a"), Stop));
    }

    [Fact]
    public async Task A_group_is_no_longer_listed_if_the_response_to_the_leave_was_lost()
    {
        var deletions = 0;
        await using var database = await FaultyDynamoDb.StartAsync(
            dynalite.Endpoint, attempt => attempt.Operation == "DeleteItem" && ++deletions == 1 ? Fault.ResponseDropped : Fault.None);
        using var client = ClientOf(database);
        var store = new DynamoDbConnectionStore(client, new() { TableName = dynalite.TableName });
        await store.AddAsync(Id("a"), null, DateTimeOffset.UtcNow, Stop);
        await store.JoinAsync(Id("a"), Name("room"), Stop);
        await store.JoinAsync(Id("a"), Name("other"), Stop);
        await store.OpenAsync(Id("a"), Stop);

        await store.LeaveAsync(Id("a"), Name("room"), Stop);

        Assert.Equal(2, deletions);
        Assert.Equal([Name("other")], (await store.FindAsync(Id("a"), Stop))!.Groups);
    }

    [Fact]
    public async Task Requests_throttled_at_the_same_time_are_retried_at_different_times()
    {
        await using var database = await FaultyDynamoDb.StartAsync(
            dynalite.Endpoint, static attempt => attempt.Number <= 2 ? Fault.CapacityExceeded : Fault.None);
        using var client = ClientOf(database);
        var store = new DynamoDbConnectionStore(client, new() { TableName = dynalite.TableName });

        await Task.WhenAll(Enumerable.Range(0, Calls).Select(number => store.FindAsync(Id($"{number}"), Stop).AsTask()));

        var calls = database.Attempts
            .GroupBy(static attempt => attempt.Call)
            .Select(static attempts => attempts.OrderBy(static attempt => attempt.Number).ToList())
            .ToList();
        Assert.Equal(Calls, calls.Count);
        var delays = calls.Select(static attempts => attempts[1].At - attempts[0].At).ToList();

        // With jitter, a delay is anywhere between 0 and 200 ms or more. Six delays within 5 ms would mean that there is no jitter.
        Assert.True(delays.Max() - delays.Min() > TimeSpan.FromMilliseconds(5), string.Join(", ", delays));
    }

    [Fact]
    public async Task Throttling_is_an_exception_after_five_retries()
    {
        await using var database = await FaultyDynamoDb.StartAsync(dynalite.Endpoint, static _ => Fault.CapacityExceeded);
        using var client = ClientOf(database);
        var store = new DynamoDbConnectionStore(client, new() { TableName = dynalite.TableName });

        await Assert.ThrowsAsync<ProvisionedThroughputExceededException>(async () => await store.FindAsync(Id("a"), Stop));

        Assert.Equal([1, 2, 3, 4, 5, 6], database.Attempts.Select(static attempt => attempt.Number));
    }

    [Fact]
    public async Task A_broadcast_interrupted_by_the_store_can_be_continued_and_reaches_each_connection_once()
    {
        const int Members = 600;
        var group = Name("room");
        var direct = new DynamoDbConnectionStore(dynalite.Client, new() { TableName = dynalite.TableName });
        await Parallel.ForAsync(0, Members, Stop, async (number, stop) =>
        {
            await direct.AddAsync(Id($"{number:D4}"), null, DateTimeOffset.UtcNow, stop);
            await direct.JoinAsync(Id($"{number:D4}"), group, stop);
            await direct.OpenAsync(Id($"{number:D4}"), stop);
        });
        var queries = 0;
        await using var database = await FaultyDynamoDb.StartAsync(
            dynalite.Endpoint,
            attempt => attempt.Operation == "Query" && Interlocked.Increment(ref queries) is 2 or 3 ? Fault.CapacityExceeded : Fault.None);

        // With one retry, a query fails when it is rejected twice.
        using var client = Dynalite.CreateClient(database.Endpoint, static config => config.MaxErrorRetry = 1);
        var connections = new FakeConnections();
        var store = new DynamoDbConnectionStore(client, new() { TableName = dynalite.TableName });
        var clients = new Clients<IReader>(connections, store, Envelope.Typed, NullLogger.Instance, static to => new Reader(to));

        var summary = await clients.Group(group).Said("hi", Stop);
        Assert.Equal(256, summary.Delivered);
        var rest = await clients.Continue(new(summary.Continuation!.Token)).Said("hi", Stop);

        Assert.Null(rest.Continuation);
        Assert.Equal(Members - 256, rest.Delivered);
        Assert.Equal(
            Enumerable.Range(0, Members).Select(number => Id($"{number:D4}")),
            connections.Pushes.Select(push => push.ConnectionId).Order(StringComparer.Ordinal));
    }

    private static AmazonDynamoDBClient ClientOf(FaultyDynamoDb database) =>
        ClientFactory.Create(name => name == ClientFactory.EndpointVariable ? database.Endpoint : null);

    private sealed class Reader(Recipients to) : IReader
    {
        public ValueTask<SendSummary> Said(string text, CancellationToken cancellationToken) =>
            to.SendAsync("said", text, cancellationToken);
    }

    /// <summary>The time of the test, with delays in real time.</summary>
    private sealed class RealTimers(TimeProvider time) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time.GetUtcNow();
    }

    private sealed class Survivor : IDisposable
    {
        public static readonly Survivor Instance = new();

        public void Dispose()
        {
        }
    }
}
