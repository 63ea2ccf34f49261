using Microsoft.Extensions.Logging;

namespace WsScaffold.Connections;

/// <summary>Posts one message to one or many connections, and sums up what became of it.</summary>
internal sealed class Sender(IConnections connections, ILogger logger, TimeProvider clock, Envelope envelope)
{
    private const int MaxInFlight = 32;

    // One connection is tried five times within 1.5 seconds.
    private const int MaxRetries = 4;
    private static readonly TimeSpan s_firstWait = TimeSpan.FromMilliseconds(100);

    // When thousands are throttled (the account's quota is used up), waiting for each would outlast the invocation.
    private static readonly TimeSpan s_retryTime = TimeSpan.FromSeconds(5);

    /// <summary>How a message is wrapped.</summary>
    public Envelope Envelope { get; } = envelope;

    /// <summary>Posts to one or several connections, at most 32 at a time.</summary>
    public async ValueTask<SendSummary> SendAsync(string name, string[] connectionIds, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var outcomes = new Outcome[connectionIds.Length];
        var next = -1;
        var started = clock.GetTimestamp();
        var loops = new Task[Math.Min(MaxInFlight, connectionIds.Length)];
        for (var i = 0; i < loops.Length; i++)
        {
            loops[i] = PostInTurnAsync();
        }

        await (loops.Length == 1 ? loops[0] : Task.WhenAll(loops)).ConfigureAwait(false);
        return Summarize(name, connectionIds, outcomes);

        // Only a cancellation ends it with an exception: every other is one connection's failure, and the rest goes on.
        async Task PostInTurnAsync()
        {
            for (int turn; (turn = Interlocked.Increment(ref next)) < connectionIds.Length;)
            {
                var retries = 0;
                try
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var status = await connections.PostAsync(connectionIds[turn], message, cancellationToken).ConfigureAwait(false);
                    while (status == ConnectionStatus.Throttled && retries < MaxRetries && clock.GetElapsedTime(started) <= s_retryTime)
                    {
                        await Task.Delay(WaitBefore(retries++), clock, cancellationToken).ConfigureAwait(false);
                        status = await connections.PostAsync(connectionIds[turn], message, cancellationToken).ConfigureAwait(false);
                    }

                    outcomes[turn] = new(status, null);
                }
                // Of any type: the transport may be anyone's, and so may its exceptions.
                catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
                {
                    outcomes[turn] = new(null, error);
                }
            }
        }
    }

    // Doubling, half of it random: those throttled together do not come back together.
    private static TimeSpan WaitBefore(int retry) => s_firstWait * (1 << retry) * (0.5 + (Random.Shared.NextDouble() / 2));

    private SendSummary Summarize(string name, string[] connectionIds, ReadOnlySpan<Outcome> outcomes)
    {
        var (delivered, throttled, forbidden, tooLarge, errors) = (0, 0, 0, 0, 0);
        List<string>? gone = null;
        Exception? firstError = null;
        for (var i = 0; i < outcomes.Length; i++)
        {
            switch (outcomes[i].Status)
            {
                case ConnectionStatus.Ok:
                    delivered++;
                    break;
                case ConnectionStatus.Gone:
                    (gone ??= []).Add(connectionIds[i]);
                    break;
                case ConnectionStatus.Throttled:
                    throttled++;
                    break;
                case ConnectionStatus.Forbidden:
                    forbidden++;
                    break;
                case ConnectionStatus.PayloadTooLarge:
                    tooLarge++;
                    break;
                default:
                    errors++;
                    firstError ??= outcomes[i].Error;
                    break;
            }
        }

        var failed = throttled + forbidden + tooLarge + errors;
        if (failed > 0)
        {
            ConnectionsLog.NotDelivered(logger, name, failed, outcomes.Length, throttled, forbidden, tooLarge, errors, firstError);
        }

        return new(delivered, gone ?? [], failed);
    }

    private readonly record struct Outcome(ConnectionStatus? Status, Exception? Error);
}
