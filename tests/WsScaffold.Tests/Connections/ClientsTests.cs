using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Logging;
using WsScaffold.Generated;
using WsScaffold.Generated.Json;
using WsScaffold.ManagementApi;

namespace WsScaffold.Tests.Connections;

[Collection(SendingAlone.Name)]
public sealed partial class ClientsTests
{
    private readonly FakeLogger _logger = new();
    private readonly ImpatientClock _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public interface IChatClient
    {
        ValueTask<SendSummary> MessageReceived(ChatMessage message, CancellationToken cancellationToken = default);

        ValueTask Typing(ChatMessage message);

        ValueTask<SendSummary> Raw(string text);

        ValueTask<SendSummary> Bytes(ReadOnlyMemory<byte> utf8);
    }

    [Fact]
    public async Task A_typed_message_travels_in_the_envelope()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        using var connections = Connections(gateway);

        var summary = await Clients(connections).Connection("a=").MessageReceived(new("Ada", "h\u00e9llo \"<b>\""), Stop);

        Assert.Equal(1, summary.Delivered);
        Assert.Empty(summary.GoneConnections);
        Assert.Equal(0, summary.Failed);
        var request = Assert.Single(gateway.Requests);
        Assert.Equal("/production/@connections/a%3D", request.Target);
        Assert.Equal(
            """{"type":"messageReceived","data":{"from":"Ada","text":"h\u00E9llo \u0022\u003Cb\u003E\u0022"}}""",
            request.BodyText
        );
    }

    [Fact]
    public async Task The_contracts_encoder_is_respected()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        using var connections = Connections(gateway);
        var relaxed = ContractOf(new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var clients = new Clients<IChatClient>(connections, null, Envelope.Typed, _logger, to => new ChatClient(to, relaxed));

        await clients.Connection("a").MessageReceived(new("Ada", "h\u00e9llo <b>"), Stop);

        Assert.Equal(
            "{\"type\":\"messageReceived\",\"data\":{\"from\":\"Ada\",\"text\":\"h\u00e9llo <b>\"}}",
            Assert.Single(gateway.Requests).BodyText
        );
    }

    [Fact]
    public async Task Without_an_envelope_the_message_travels_alone()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        using var connections = Connections(gateway);

        await Clients(connections, Envelope.None).Connections(["a", "b"]).MessageReceived(new("Ada", "hi"), Stop);

        Assert.All(gateway.Requests, request => Assert.Equal("""{"from":"Ada","text":"hi"}""", request.BodyText));
        Assert.Equal(2, gateway.Requests.Count);
    }

    [Theory]
    [InlineData(Envelope.Typed)]
    [InlineData(Envelope.None)]
    public async Task Text_and_bytes_travel_as_they_are(Envelope envelope)
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        using var connections = Connections(gateway);
        var client = Clients(connections, envelope).Connection("a");

        await client.Raw("not JSON, \u00e9");
        await client.Bytes("neither"u8.ToArray());

        Assert.Equal(["not JSON, \u00e9", "neither"], gateway.Requests.Select(r => r.BodyText));
    }

    [Fact]
    public async Task A_long_message_is_written_whole()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        using var connections = Connections(gateway);
        var text = new string('x', 100_000);

        await Clients(connections).Connections(["a", "b"]).MessageReceived(new("Ada", text), Stop);

        Assert.All(
            gateway.Requests,
            request => Assert.Equal($$$"""{"type":"messageReceived","data":{"from":"Ada","text":"{{{text}}}"}}""", request.BodyText)
        );
    }

    [Fact]
    public async Task A_method_that_returns_no_summary_waits_all_the_same()
    {
        var answer = new TaskCompletionSource<Reply>();
        await using var gateway = new FakeApiGateway(_ => answer.Task);
        using var connections = Connections(gateway);

        var sending = Clients(connections).Connection("a").Typing(new("Ada", "")).AsTask();
        Assert.False(sending.IsCompleted);
        answer.SetResult(Reply.Ok);
        await sending;

        Assert.Single(gateway.Requests);
    }

    [Fact]
    public async Task Ten_recipients_two_gone_one_throttled_and_one_broken_for_a_while_one_failing()
    {
        var (throttled, broken) = (0, 0);
        await using var gateway = new FakeApiGateway(request => request.Target[^1] switch
        {
            '2' or '7' => Reply.Of(410, errorType: "GoneException"),
            '4' when Interlocked.Increment(ref throttled) < 3 => Reply.Of(429, errorType: "LimitExceededException"),
            '5' => Reply.Of(500, "the body", "InternalServerErrorException"),
            '6' when Interlocked.Increment(ref broken) < 2 => Reply.Of(503),
            _ => Reply.Ok,
        });
        using var connections = Connections(gateway);

        var summary = await Clients(connections)
            .Connections(Enumerable.Range(0, 10).Select(i => $"c{i}"))
            .MessageReceived(new("Ada", "hi"), Stop);

        Assert.Equal(7, summary.Delivered);
        Assert.Equal(["c2", "c7"], summary.GoneConnections);
        Assert.Equal(2, summary.Gone);
        Assert.Equal(1, summary.Failed);
        
        // Two more for the throttled one, one for the one that was broken once, four for the one that stays broken.
        Assert.Equal(17, gateway.Requests.Count);
        var line = Assert.Single(_logger.Collector.GetSnapshot());
        Assert.Equal(LogLevel.Warning, line.Level);
        Assert.Equal(
            "messageReceived did not reach 1 of 10 connections: 0 throttled, 0 forbidden, 0 too large, 1 failed with an error.",
            line.Message
        );
        Assert.Equal(
            $"POST @connections at {gateway.CallbackUrl} returned status 500 InternalServerErrorException.",
            line.Exception!.Message
        );
    }

    [Fact]
    public async Task A_throttled_connection_is_tried_five_times_with_growing_waits()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Of(429, errorType: "LimitExceededException"));
        using var connections = Connections(gateway);

        var summary = await Clients(connections).Connection("a").MessageReceived(new("Ada", "hi"), Stop);

        Assert.Equal((0, 1, 0), (summary.Delivered, summary.Throttled, summary.Failed));
        Assert.Empty(summary.GoneConnections);
        Assert.Equal(5, gateway.Requests.Count);
        Assert.Collection(
            _clock.Waits,
            wait => Assert.InRange(wait.TotalMilliseconds, 50, 100),
            wait => Assert.InRange(wait.TotalMilliseconds, 100, 200),
            wait => Assert.InRange(wait.TotalMilliseconds, 200, 400),
            wait => Assert.InRange(wait.TotalMilliseconds, 400, 800)
        );
        Assert.Equal(
            "messageReceived did not reach 1 of 1 connections: 1 throttled, 0 forbidden, 0 too large, 0 failed with an error.",
            Assert.Single(_logger.Collector.GetSnapshot()).Message
        );
    }

    [Fact]
    public async Task When_all_are_throttled_the_waiting_ends_and_each_was_tried()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Of(429, errorType: "LimitExceededException"));
        using var connections = Connections(gateway);

        var summary = await Clients(connections)
            .Connections(Enumerable.Range(0, 200).Select(i => $"c{i}"))
            .MessageReceived(new("Ada", "hi"), Stop);

        Assert.Equal(200, summary.Throttled);
        Assert.Equal(200, gateway.Requests.Select(r => r.Target).Distinct().Count());

        // What 32 calls at a time were already waiting for when the five seconds ended.
        Assert.InRange(_clock.Waits.Sum(wait => wait.TotalSeconds), 5, 5 + (32 * 0.8));
        Assert.Equal(200 + _clock.Waits.Count, gateway.Requests.Count);
    }

    [Fact]
    public async Task A_single_connection_that_is_gone_is_in_the_summary_and_not_in_the_log()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Of(410));
        using var connections = Connections(gateway);

        var summary = await Clients(connections).Connection("a").MessageReceived(new("Ada", "hi"), Stop);

        Assert.Equal(["a"], summary.GoneConnections);
        Assert.Equal((0, 0), (summary.Delivered, summary.Failed));
        Assert.Empty(_logger.Collector.GetSnapshot());
    }

    [Fact]
    public async Task A_connection_named_twice_gets_the_message_once()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        using var connections = Connections(gateway);

        var summary = await Clients(connections).Connections(["a", "b", "a", "A"]).MessageReceived(new("Ada", "hi"), Stop);

        Assert.Equal(3, summary.Delivered);
        Assert.Equal(["A", "a", "b"], gateway.Requests.Select(r => r.Target[^1..]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nobody_is_sent_to_when_there_is_nobody()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        using var connections = Connections(gateway);
        var nobody = Clients(connections).Connections([]);

        Assert.Equal(0, (await nobody.MessageReceived(new("Ada", "hi"), Stop)).Delivered);
        Assert.Equal(0, (await nobody.Raw("hi")).Delivered);
        Assert.Equal(0, (await nobody.Bytes("hi"u8.ToArray())).Delivered);
        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public async Task A_hundred_recipients_are_sent_to_32_at_a_time()
    {
        var (inFlight, most) = (0, 0);
        var full = new TaskCompletionSource();
        await using var gateway = new FakeApiGateway(async _ =>
        {
            var now = Interlocked.Increment(ref inFlight);
            InterlockedMax(ref most, now);
            if (now == 32)
            {
                full.TrySetResult();
            }

            await full.Task;
            Interlocked.Decrement(ref inFlight);
            return Reply.Ok;
        });
        using var connections = Connections(gateway);

        var summary = await Clients(connections)
            .Connections(Enumerable.Range(0, 100).Select(i => $"c{i}"))
            .MessageReceived(new("Ada", "hi"), Stop);

        Assert.Equal(100, summary.Delivered);
        Assert.Equal(32, most);
        Assert.Equal(100, gateway.Requests.Select(r => r.Target).Distinct().Count());
    }

    [Fact]
    public async Task A_message_over_128_KB_is_refused_before_anything_is_sent()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        using var connections = Connections(gateway);
        var client = Clients(connections).Connections(["a", "b"]);
        const string expected =
            "is 131073 bytes, and API Gateway delivers at most 131072 (128 KB). Nothing was sent: send less, or where to fetch it, or "
                + "send it in parts (clients.Chunked).";

        var overhead = """{"type":"messageReceived","data":{"from":"","text":""}}""".Length;
        var typed = await Assert.ThrowsAsync<ArgumentException>(() =>
            client.MessageReceived(new("", new string('x', 131_073 - overhead)), Stop).AsTask()
        );
        var raw = await Assert.ThrowsAsync<ArgumentException>(() => client.Raw(new string('x', 131_073)).AsTask());

        Assert.StartsWith($"'messageReceived' {expected}", typed.Message, StringComparison.Ordinal);
        Assert.StartsWith($"'raw' {expected}", raw.Message, StringComparison.Ordinal);
        Assert.Empty(gateway.Requests);
        Assert.Equal(2, (await client.MessageReceived(new("", new string('x', 131_072 - overhead)), Stop)).Delivered);
    }

    [Fact]
    public void An_empty_connection_ID_is_the_callers_error()
    {
        using var connections = Connections(new Uri("http://127.0.0.1:1/local"));

        Assert.Throws<ArgumentException>(() => Clients(connections).Connection(""));
        Assert.Throws<ArgumentException>(() => Clients(connections).Connections(["a", ""]));
        Assert.Throws<ArgumentNullException>(() => Clients(connections).Connections(null!));
    }

    [Fact]
    public async Task A_cancelled_sending_ends_and_starts_no_more_calls()
    {
        using var cancellation = new CancellationTokenSource();
        var arrived = new SemaphoreSlim(0);
        await using var gateway = new FakeApiGateway(async _ =>
        {
            arrived.Release();
            await Task.Delay(Timeout.Infinite, Stop);
            return Reply.Ok;
        });
        using var connections = Connections(gateway);

        var sending = Clients(connections)
            .Connections(Enumerable.Range(0, 100).Select(i => $"c{i}"))
            .MessageReceived(new("Ada", "hi"), cancellation.Token)
            .AsTask();
        for (var i = 0; i < 32; i++)
        {
            await arrived.WaitAsync(Stop);
        }

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal(32, gateway.Requests.Count);
        Assert.Empty(_logger.Collector.GetSnapshot());
    }

    private ManagementClient Connections(FakeApiGateway gateway) => Connections(gateway.CallbackUrl);

    private ManagementClient Connections(Uri callbackUrl) =>
        new(
            new CallbackEndpointResolver(_ => null) { CallbackUrl = callbackUrl },
            _logger,
            new(new HttpClientTransport(TimeProvider.System)),
            _ => null
        );

    private Clients<IChatClient> Clients(IConnections connections, Envelope envelope = Envelope.Typed) =>
        new(connections, null, envelope, _logger, static to => new ChatClient(to, ContractOf(new(JsonSerializerDefaults.Web))), _clock);

    private static DirectContract<ChatMessage> ContractOf(JsonSerializerOptions options) =>
        new(() => new ApiContracts(options), null, null);

    private static void InterlockedMax(ref int most, int value)
    {
        for (int seen; (seen = Volatile.Read(ref most)) < value;)
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    public sealed record ChatMessage(string From, string Text);

    [JsonSerializable(typeof(ChatMessage))]
    private sealed partial class Contracts : JsonSerializerContext;

    private sealed class ApiContracts(JsonSerializerOptions options) : JsonContracts(options, Contracts.Default)
    {
        protected override JsonTypeInfo? Find(Type type, JsonSerializerOptions o) => Own(type, o);
    }

    // As the generator writes it.
    private sealed class ChatClient(Recipients to, DirectContract<ChatMessage> contract) : IChatClient
    {
        public ValueTask<SendSummary> MessageReceived(ChatMessage message, CancellationToken cancellationToken) =>
            to.SendAsync("messageReceived", message, contract, cancellationToken);

        public ValueTask Typing(ChatMessage message) => Recipients.Discard(to.SendAsync("typing", message, contract, default));

        public ValueTask<SendSummary> Raw(string text) => to.SendAsync("raw", text, default);

        public ValueTask<SendSummary> Bytes(ReadOnlyMemory<byte> utf8) => to.SendAsync("bytes", utf8, default);
    }

    // Every wait is over at once, remembered, and counted as time that has passed.
    private sealed class ImpatientClock : TimeProvider
    {
        private long _passed;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Volatile.Read(ref _passed);

        public ConcurrentQueue<TimeSpan> Waits { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Enqueue(dueTime);
            Interlocked.Add(ref _passed, dueTime.Ticks);
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
