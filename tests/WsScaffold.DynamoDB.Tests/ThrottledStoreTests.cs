using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WsScaffold.Generated;
using WsScaffold.Tests.Stores;
using WsScaffold.Tests.Support;

namespace WsScaffold.DynamoDB.Tests;

/// <summary>The whole store suite over a database that throttles, fails and drops connections, with the client that functions have.</summary>
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
        _store = new(_client, new() { TableName = dynalite.TableName, Shards = 3 }, new TimersThatRun(Clock));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Random_steps_never_lose_a_member_and_never_leave_a_ghost()
    {
        var run = 0;
        await StoreModel.Steps.SampleAsync(
            async steps =>
            {
                var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
                var prefix = $"t{Interlocked.Increment(ref run)}-{Name("")}";
                var options = new DynamoDbConnectionStoreOptions { TableName = dynalite.TableName, Shards = 2, GroupShards = { [prefix + "green"] = 2 } };
                await new StoreModel(new DynamoDbConnectionStore(_client, options, new TimersThatRun(clock)), static _ => Survivor.Instance, clock, prefix).RunAsync(steps);
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
    [InlineData((int)Fault.AnswerDropped)]
    public async Task What_goes_wrong_twice_is_tried_a_third_time(int fault)
    {
        var tries = 0;

        // Counted here: a connection that breaks is tried again below the SDK too, which does not count that.
        await using var database = await FaultyDynamoDb.StartAsync(dynalite.Endpoint, _ => ++tries <= 2 ? (Fault)fault : Fault.None);
        using var client = ClientOf(database);
        var store = new DynamoDbConnectionStore(client, new() { TableName = dynalite.TableName });

        Assert.True(await store.AddAsync(Id("a"), null, DateTimeOffset.UtcNow, Stop));

        Assert.Equal(3, database.Attempts.Count(static attempt => attempt.Operation == "PutItem"));
        Assert.NotNull(await store.FindAsync(Id("a"), Stop));
    }

    [Fact]
    public async Task Who_left_is_listed_no_more_when_the_answer_to_it_was_lost()
    {
        var deletions = 0;
        await using var database = await FaultyDynamoDb.StartAsync(
            dynalite.Endpoint, attempt => attempt.Operation == "DeleteItem" && ++deletions == 1 ? Fault.AnswerDropped : Fault.None);
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
    public async Task Those_throttled_together_back_off_and_do_not_come_back_together()
    {
        await using var database = await FaultyDynamoDb.StartAsync(dynalite.Endpoint, static attempt => attempt.Number <= 2 ? Fault.CapacityExceeded : Fault.None);
        using var client = ClientOf(database);
        var store = new DynamoDbConnectionStore(client, new() { TableName = dynalite.TableName });

        await Task.WhenAll(Enumerable.Range(0, Calls).Select(number => store.FindAsync(Id($"{number}"), Stop).AsTask()));

        var waits = database.Attempts.GroupBy(static attempt => attempt.Call).Select(static tries => tries.OrderBy(static one => one.Number).ToList()).ToList();
        Assert.Equal(Calls, waits.Count);
        var first = waits.Select(static tries => tries[1].At - tries[0].At).ToList();

        // Between no wait and a whole one: six that are alike to 5 ms in 200 or more would be no jitter.
        Assert.True(first.Max() - first.Min() > TimeSpan.FromMilliseconds(5), string.Join(", ", first));
    }

    [Fact]
    public async Task Throttling_that_does_not_end_is_an_exception_after_five_retries()
    {
        await using var database = await FaultyDynamoDb.StartAsync(dynalite.Endpoint, static _ => Fault.CapacityExceeded);
        using var client = ClientOf(database);
        var store = new DynamoDbConnectionStore(client, new() { TableName = dynalite.TableName });

        await Assert.ThrowsAsync<ProvisionedThroughputExceededException>(async () => await store.FindAsync(Id("a"), Stop));

        Assert.Equal([1, 2, 3, 4, 5, 6], database.Attempts.Select(static attempt => attempt.Number));
    }

    [Fact]
    public async Task A_broadcast_that_the_store_cuts_short_is_carried_on_and_reaches_everybody_once()
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
            dynalite.Endpoint, attempt => attempt.Operation == "Query" && Interlocked.Increment(ref queries) is 2 or 3 ? Fault.CapacityExceeded : Fault.None);

        // With one retry, so that two refusals in a row are the end.
        using var client = Dynalite.CreateClient(database.Endpoint, static config => config.MaxErrorRetry = 1);
        var posts = new CountingConnections();
        var clients = new Clients<IReader>(
            posts, new DynamoDbConnectionStore(client, new() { TableName = dynalite.TableName }), Envelope.Typed, NullLogger.Instance, static to => new Reader(to));

        var summary = await clients.Group(group).Said("hi", Stop);
        Assert.Equal(256, summary.Delivered);
        var rest = await clients.Continue(new(summary.Continuation!.Token)).Said("hi", Stop);

        Assert.Null(rest.Continuation);
        Assert.Equal(Members - 256, rest.Delivered);
        Assert.Equal(Enumerable.Range(0, Members).Select(number => (Id($"{number:D4}"), 1)), posts.ByConnection());
    }

    private static AmazonDynamoDBClient ClientOf(FaultyDynamoDb database) => ClientFactory.Create(name => name == ClientFactory.EndpointVariable ? database.Endpoint : null);

    private sealed class Reader(Recipients to) : IReader
    {
        public ValueTask<SendSummary> Said(string text, CancellationToken cancellationToken) => to.SendAsync("said", text, cancellationToken);
    }

    /// <summary>What time it is, the test says; waits take real time.</summary>
    private sealed class TimersThatRun(TimeProvider time) : TimeProvider
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
