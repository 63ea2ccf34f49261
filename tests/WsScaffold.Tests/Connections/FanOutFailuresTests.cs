using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using WsScaffold.Events;
using WsScaffold.Generated;
using WsScaffold.ManagementApi;
using WsScaffold.Tests.Logging;

namespace WsScaffold.Tests.Connections;

/// <summary>A sending over real connections to an <c>@connections</c> that does all at once what it may do wrong.</summary>
[Collection(AmbientInvocation.Name)]
public sealed class FanOutFailuresTests : IDisposable
{
    private const int Members = 400;
    private const int Troubled = 200;
    private static readonly TimeSpan _slow = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan _verySlow = TimeSpan.FromMilliseconds(100);
    private readonly ConcurrentDictionary<string, int> _heard = [];
    private readonly ConcurrentDictionary<string, int> _asked = [];

    // Opened a minute ago: who is gone is believed to be.
    private readonly InMemoryConnectionStore _store = new(clock: new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(-1)));
    private volatile bool _isVerySlow = true;

    // Without Lambda's thread a post blocks its own, and the server needs some too.
    static FanOutFailuresTests() => ThreadPool.SetMinThreads(48, 8);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public interface IClient
    {
        ValueTask<SendSummary> Said(string text, CancellationToken cancellationToken);
    }

    public void Dispose() => InvocationContext.Leave(isOnly: false);

    [Fact]
    public async Task Through_410s_429s_500s_slow_and_dropped_answers_and_a_deadline_in_the_middle_everybody_hears_it_once()
    {
        await FillAsync();
        await using var gateway = new FakeApiGateway(AnswerAsync);
        using var connections = new ManagementClient(
            new CallbackEndpointResolver(static _ => null) { CallbackUrl = gateway.CallbackUrl },
            new FakeLogger(),
            new(new SocketTransport(TimeProvider.System)),
            static _ => null
        );
        var clients = new Clients<IClient>(connections, _store, Envelope.Typed, new FakeLogger(), static to => new Client(to));

        using var invocation = new LambdaInvocation { AwsRequestId = "1", Deadline = DateTimeOffset.UtcNow.AddSeconds(4) };
        invocation.ConnectionId = "nobody";
        InvocationContext.Flow(invocation);
        var first = await clients.Group("room").Said("hi", Stop);
        Assert.True(invocation.RemainingTime > TimeSpan.Zero);
        Assert.NotNull(first.Continuation);

        InvocationContext.Leave(isOnly: false);
        _isVerySlow = false;
        var rest = await clients.Continue(new(first.Continuation.Token)).Said("hi", Stop);

        Assert.Null(rest.Continuation);
        Assert.Equal(Members, Sum(first) + Sum(rest));
        Assert.Equal(Troubled / 5, first.Gone);
        Assert.Equal(Troubled / 5, first.Failed);
        Assert.Equal(Members - (Troubled / 5), await _store.CountAsync(Audience.Group("room"), Stop));
        for (var number = 0; number < Members; number++)
        {
            Assert.Equal((number, IsGone(number) ? 0 : 1), (number, _heard.GetValueOrDefault(IdOf(number))));
        }
    }

    private static int Sum(SendSummary summary) => summary.Delivered + summary.Gone + summary.Throttled + summary.Failed;

    private static string IdOf(int number) => number.ToString("0000", CultureInfo.InvariantCulture);

    private static bool IsGone(int number) => number < Troubled && number % 5 == 0;

    // The first 200 meet one trouble each; the others are so slow that the deadline comes first.
    private async Task<Reply> AnswerAsync(ReceivedRequest request)
    {
        var id = request.Target.Split('/')[^1];
        var number = int.Parse(id, CultureInfo.InvariantCulture);
        var isFirst = _asked.AddOrUpdate(id, 1, static (_, tries) => tries + 1) == 1;
        switch (number < Troubled ? number % 5 : 5)
        {
            case 0:
                return Reply.Of(410, errorType: "GoneException");
            case 1 when isFirst:
                return Reply.Of(429, errorType: "LimitExceededException");
            case 2 when isFirst:
                return Reply.Of(500, errorType: "InternalServerErrorException");
            case 3:
                // Delivered, and the answer breaks off.
                Hear(id);
                return new("HTTP/1.1 200 OK\r\nContent-Le", ThenClose: true);
            default:
                Hear(id);
                await Task.Delay(number >= Troubled && _isVerySlow ? _verySlow : number % 5 == 4 ? _slow : TimeSpan.Zero, Stop);
                return Reply.Ok;
        }
    }

    private void Hear(string id) => _heard.AddOrUpdate(id, 1, static (_, times) => times + 1);

    private async Task FillAsync()
    {
        for (var number = 0; number < Members; number++)
        {
            await _store.AddAsync(IdOf(number), null, DateTimeOffset.UtcNow, Stop);
            await _store.JoinAsync(IdOf(number), "room", Stop);
            await _store.OpenAsync(IdOf(number), Stop);
        }
    }

    private sealed class Client(Recipients to) : IClient
    {
        public ValueTask<SendSummary> Said(string text, CancellationToken cancellationToken) =>
            to.SendAsync("said", text, cancellationToken);
    }
}
