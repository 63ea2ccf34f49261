using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using WsScaffold.Events;
using WsScaffold.Generated;

namespace WsScaffold.Tests.Connections;

/// <summary>Sendings to audiences of a store, and what goes wrong on the way.</summary>
[Collection(SendingAlone.Name)]
public sealed class FanOutTests : IDisposable
{
    private readonly FakeLogger _logger = new();
    private readonly FakeTimeProvider _opened = new();
    private readonly InMemoryConnectionStore _store;
    private readonly FakeConnections _connections = new() { Delay = TimeSpan.Zero };

    public FanOutTests() => _store = new(clock: _opened);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public interface IClient
    {
        ValueTask<SendSummary> Said(string text, CancellationToken cancellationToken = default);
    }

    public void Dispose() => InvocationContext.Leave(isOnly: false);

    [Fact]
    public async Task Each_member_of_a_large_group_gets_the_message_once()
    {
        await FillAsync(1_000);

        var summary = await Clients().Group("room").Said("hi", Stop);

        Assert.Equal(new SendSummary(1_000, 0, 0, 0), summary);
        Assert.Equal(1_000, _connections.Pushes.Count);
        Assert.Equal(1_000, _connections.Pushes.Select(post => post.ConnectionId).Distinct().Count());
        Assert.InRange(_connections.MostAtOnce, 2, 32);
    }

    [Fact]
    public async Task Who_is_gone_is_removed_from_the_store_and_who_is_throttled_or_broken_is_tried_again()
    {
        await FillAsync(600, openedAgo: TimeSpan.FromMinutes(1));
        _connections.Outcome = (id, tries) => (int.Parse(id, null) % 6, tries) switch
        {
            (0, _) => ConnectionStatus.Gone,
            (1, 1) => ConnectionStatus.Throttled,
            (2, 1) => throw new HttpRequestException("broken", null, System.Net.HttpStatusCode.InternalServerError),
            (3, _) when id == "0003" => throw new HttpRequestException(HttpRequestError.ResponseEnded, "dropped"),
            _ => ConnectionStatus.Ok,
        };

        var summary = await Clients().Group("room").Said("hi", Stop);

        Assert.Equal(new SendSummary(499, 100, 0, 1), summary);
        Assert.Equal(500, await _store.CountAsync(Audience.All, Stop));
        Assert.Equal(500, await _store.CountAsync(Audience.Group("room"), Stop));

        // A dropped answer may have been a delivery: nobody gets a message twice because of it.
        Assert.Single(_connections.Pushes, post => post.ConnectionId == "0003");
        Assert.Equal(
            "said did not reach 1 of 600 connections: 0 throttled, 0 forbidden, 0 too large, 1 failed with an error.",
            Assert.Single(_logger.Collector.GetSnapshot()).Message
        );
    }

    [Fact]
    public async Task Who_is_only_just_opening_is_not_taken_for_gone()
    {
        await FillAsync(3);
        _connections.Outcome = (id, tries) => id == "0001" && tries < 3 ? ConnectionStatus.Gone : ConnectionStatus.Ok;

        var summary = await Clients().All.Said("hi", Stop);

        Assert.Equal(new SendSummary(3, 0, 0, 0), summary);
        Assert.Equal(3, await _store.CountAsync(Audience.All, Stop));
    }

    [Fact]
    public async Task Named_connections_that_are_gone_are_removed_from_the_store_too()
    {
        await FillAsync(3, openedAgo: TimeSpan.FromMinutes(1));
        _connections.Outcome = static (_, _) => ConnectionStatus.Gone;

        var summary = await Clients().Connections(["0002", "0000"]).Said("hi", Stop);

        Assert.Equal(["0002", "0000"], summary.GoneConnections);
        Assert.Equal(1, await _store.CountAsync(Audience.Group("room"), Stop));
    }

    [Fact]
    public async Task Throttling_makes_fewer_posts_at_once_and_success_more_again()
    {
        await FillAsync(2_000);
        var sizes = new ConcurrentQueue<int>();
        var count = 0;
        _connections.Delay = TimeSpan.FromMilliseconds(1);
        _connections.Outcome = (_, _) =>
        {
            sizes.Enqueue(_connections.AtOnce);
            return Interlocked.Increment(ref count) is > 100 and < 140 ? ConnectionStatus.Throttled : ConnectionStatus.Ok;
        };

        var summary = await Clients().Group("room").Said("hi", Stop);

        Assert.Equal(new SendSummary(2_000, 0, 0, 0), summary);
        var atOnce = sizes.ToArray();
        Assert.True(atOnce[150..300].Max() < atOnce[..100].Max(), $"{atOnce[..100].Max()}, then {atOnce[150..300].Max()}");
        Assert.True(atOnce[^500..].Max() > atOnce[150..300].Max(), $"{atOnce[150..300].Max()}, then {atOnce[^500..].Max()}");
    }

    [Fact]
    public async Task Before_the_deadline_it_stops_and_the_continuation_reaches_the_others()
    {
        await FillAsync(2_000);
        _connections.Delay = TimeSpan.FromMilliseconds(50);
        using var first = new LambdaInvocation { AwsRequestId = "1", Deadline = DateTimeOffset.UtcNow.AddSeconds(3) };
        first.ConnectionId = "0001";
        InvocationContext.Flow(first);

        var summary = await Clients().Others.Said("hi", Stop);

        Assert.InRange(summary.Delivered, 1, 1_998);
        Assert.NotNull(summary.Continuation);
        Assert.True(first.RemainingTime > TimeSpan.Zero, "The deadline has passed.");

        _connections.Delay = TimeSpan.Zero;
        using var second = new LambdaInvocation { AwsRequestId = "2", Deadline = DateTimeOffset.UtcNow.AddSeconds(60) };
        second.ConnectionId = "0002";
        InvocationContext.Flow(second);
        var rest = await Clients().Continue(new(summary.Continuation.Token)).Said("hi", Stop);

        Assert.Null(rest.Continuation);
        Assert.Equal(1_999, summary.Delivered + rest.Delivered);
        Assert.Equal(1_999, _connections.Pushes.Select(post => post.ConnectionId).Distinct().Count());
        Assert.DoesNotContain(_connections.Pushes, post => post.ConnectionId == "0001");
    }

    [Fact]
    public async Task A_post_that_hangs_does_not_outlast_the_deadline()
    {
        await FillAsync(10);
        _connections.Outcome = (id, _) => ConnectionStatus.Ok;
        _connections.Hangs = "0004";
        // The hanging one is given up 0.6 s before: time for a machine that is slow in running what follows.
        using var invocation = new LambdaInvocation { AwsRequestId = "1", Deadline = DateTimeOffset.UtcNow.AddSeconds(5) };
        invocation.ConnectionId = "0001";
        InvocationContext.Flow(invocation);

        var summary = await Clients().All.Said("hi", Stop);

        Assert.Equal((9, 1), (summary.Delivered, summary.Failed));
        Assert.True(invocation.RemainingTime > TimeSpan.Zero, "The deadline has passed.");
    }

    [Fact]
    public async Task Named_connections_continue_too()
    {
        _connections.Delay = TimeSpan.FromMilliseconds(100);
        using var invocation = new LambdaInvocation { AwsRequestId = "1", Deadline = DateTimeOffset.UtcNow.AddSeconds(1) };
        invocation.ConnectionId = "x";
        InvocationContext.Flow(invocation);

        var summary = await Clients().Connections(Enumerable.Range(0, 1_000).Select(i => $"{i}/,=")).Said("hi", Stop);
        InvocationContext.Leave(isOnly: false);
        _connections.Delay = TimeSpan.Zero;
        var rest = await Clients().Continue(summary.Continuation!).Said("hi", Stop);

        Assert.Equal(1_000, summary.Delivered + rest.Delivered);
        Assert.Equal(1_000, _connections.Pushes.Select(post => post.ConnectionId).Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("1/all")]
    [InlineData("2/All//0//")]
    [InlineData("1/All/name/0//")]
    [InlineData("1/Group//0//")]
    [InlineData("1/Group/room/-1//")]
    [InlineData("1/Everybody/room/0//")]
    public void What_is_no_continuation_is_refused(string token)
    {
        var error = Assert.Throws<FormatException>(() => Clients().Continue(new(token)));

        Assert.Equal("The text is not a valid continuation token. Pass the unchanged token of SendSummary.Continuation.", error.Message);
    }

    [Fact]
    public async Task A_store_that_fails_on_the_way_leaves_a_continuation_and_at_the_start_an_exception()
    {
        await FillAsync(600);
        var store = new FailingStore(_store) { FailsAtRead = 2 };

        var summary = await Clients(store).Group("room").Said("hi", Stop);
        Assert.Equal(256, summary.Delivered);
        var rest = await Clients(store).Continue(summary.Continuation!).Said("hi", Stop);
        Assert.Equal(344, rest.Delivered);

        store.FailsAtRead = 0;
        await Assert.ThrowsAsync<IOException>(async () => await Clients(store).Group("room").Said("hi", Stop));
    }

    [Fact]
    public async Task The_callback_hears_of_each_connection_one_at_a_time()
    {
        await FillAsync(300);
        _connections.Outcome = static (id, _) => id == "0007" ? ConnectionStatus.Forbidden : ConnectionStatus.Ok;
        var heard = new Dictionary<string, SendResult>();

        await Clients().Report(outcome => heard.Add(outcome.ConnectionId, outcome.Result)).Group("room").Said("hi", Stop);

        Assert.Equal(300, heard.Count);
        Assert.Equal(["0007"], heard.Where(one => one.Value == SendResult.Failed).Select(one => one.Key));
    }

    [Fact]
    public async Task A_callback_that_throws_ends_the_sending_and_is_heard()
    {
        await FillAsync(300);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await Clients().Report(static _ => throw new InvalidTimeZoneException()).Group("room").Said("hi", Stop));

        Assert.IsType<InvalidTimeZoneException>(error.InnerException);
        Assert.InRange(_connections.Pushes.Count, 1, 64);
    }

    [Fact]
    public async Task A_long_message_in_parts_is_put_together_again_from_any_order()
    {
        await FillAsync(2);
        var text = string.Concat(Enumerable.Repeat("h\u00e9llo \"\\ \U0001F600", 20_000));

        var summary = await Clients().Chunked.All.Said(text, Stop);

        Assert.Equal(new SendSummary(2, 0, 0, 0), summary);
        Assert.All(_connections.Pushes, post => Assert.InRange(Encoding.UTF8.GetByteCount(post.Text), 1, 131_072));
        foreach (var parts in _connections.Pushes.GroupBy(post => post.ConnectionId))
        {
            var read = parts.Select(post => System.Text.Json.JsonElement.Parse(Encoding.UTF8.GetBytes(post.Text))).Reverse().ToList();
            Assert.All(read, part => Assert.Equal("chunk", part.GetProperty("type").GetString()));
            Assert.Single(read.Select(part => part.GetProperty("id").GetString()).Distinct());
            Assert.All(read, part => Assert.Equal(read.Count, part.GetProperty("count").GetInt32()));
            var bytes = read.OrderBy(part => part.GetProperty("index").GetInt32())
                .SelectMany(part => part.GetProperty("data").GetBytesFromBase64())
                .ToArray();
            Assert.Equal(text, Encoding.UTF8.GetString(bytes));
        }
    }

    [Fact]
    public async Task A_short_message_is_sent_whole_where_parts_are_allowed()
    {
        await FillAsync(1);

        await Clients().Chunked.All.Said("hi", Stop);

        Assert.Equal("hi", Assert.Single(_connections.Pushes).Text);
    }

    [Fact]
    public void There_are_no_others_outside_of_an_event() =>
        Assert.Equal(
            "Others needs a current event, and there is none. Use All, or Except(connectionId).All.",
            Assert.Throws<InvalidOperationException>(() => Clients().Others).Message);

    private async Task FillAsync(int count, TimeSpan openedAgo = default)
    {
        _opened.SetUtcNow(DateTimeOffset.UtcNow - openedAgo);
        for (var i = 0; i < count; i++)
        {
            var id = i.ToString("0000", System.Globalization.CultureInfo.InvariantCulture);
            await _store.AddAsync(id, null, DateTimeOffset.UtcNow, Stop);
            await _store.JoinAsync(id, "room", Stop);
            await _store.OpenAsync(id, Stop);
        }
    }

    private Clients<IClient> Clients(IConnectionStore? store = null) =>
        new(_connections, store ?? _store, Envelope.Typed, _logger, static to => new Client(to));

    private sealed class Client(Recipients to) : IClient
    {
        public ValueTask<SendSummary> Said(string text, CancellationToken cancellationToken) =>
            to.SendAsync("said", text, cancellationToken);
    }

    private sealed class FailingStore(IConnectionStore store) : IConnectionStore
    {
        private int _reads;

        public int FailsAtRead
        {
            get;
            set
            {
                field = value;
                _reads = 0;
            }
        }

        public ConnectionStore Kind => store.Kind;

        public ValueTask<ConnectionPage> ReadAsync(
            Audience audience,
            StorePosition position,
            int limit,
            CancellationToken cancellationToken = default
        ) =>
            ++_reads == FailsAtRead || FailsAtRead == 0
                ? throw new IOException("throttled")
                : store.ReadAsync(audience, position, limit, cancellationToken);

        public ValueTask RemoveGoneAsync(
            IReadOnlyCollection<string> connectionIds,
            DateTimeOffset openedBefore,
            CancellationToken cancellationToken = default
        ) => store.RemoveGoneAsync(connectionIds, openedBefore, cancellationToken);

        public ValueTask<bool> AddAsync(
            string connectionId,
            string? user,
            DateTimeOffset connectedAt,
            CancellationToken cancellationToken = default
        ) => throw new NotSupportedException();

        public ValueTask<bool> OpenAsync(string connectionId, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public ValueTask RemoveAsync(string connectionId, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public ValueTask<bool> TouchAsync(string connectionId, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public ValueTask<bool> JoinAsync(string connectionId, string group, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public ValueTask LeaveAsync(string connectionId, string group, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public ValueTask<StoredConnection?> FindAsync(string connectionId, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public ValueTask<long> CountAsync(Audience audience, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }
}
