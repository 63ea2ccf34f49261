using System.Collections.Concurrent;
using System.Text;

namespace WsScaffold.Tests.Support;

/// <summary>A message that was pushed to a connection.</summary>
internal sealed record Push(string ConnectionId, string Text)
{
    public override string ToString() => $"{ConnectionId}: {Text}";
}

/// <summary>Connections that exist in a test only: pushes to them are recorded, and have the outcome that the test wants.</summary>
internal sealed class FakeConnections : IConnections
{
    private readonly ConcurrentDictionary<string, int> _attempts = [];
    private int _atOnce;
    private int _mostAtOnce;

    public ConcurrentQueue<Push> Pushes { get; } = [];

    /// <summary>
    /// The outcome of a push, by the connection ID and the number of the attempt, from 1; a push throws what this throws.
    /// </summary>
    public Func<string, int, ConnectionStatus> Outcome { get; set; } = static (_, _) => ConnectionStatus.Ok;

    /// <summary>How long a push takes; null for pushes that complete synchronously.</summary>
    public TimeSpan? Delay { get; set; }

    /// <summary>The connection ID whose pushes never complete.</summary>
    public string? Hangs { get; set; }

    /// <summary>The pushes that have not completed.</summary>
    public int AtOnce => Volatile.Read(ref _atOnce);

    /// <summary>The most pushes that there were at once.</summary>
    public int MostAtOnce => Volatile.Read(ref _mostAtOnce);

    /// <summary>The pushes since the last call, as text.</summary>
    public string[] Take()
    {
        var taken = new List<string>();
        while (Pushes.TryDequeue(out var push))
        {
            taken.Add($"{push}");
        }

        return [.. taken];
    }

    public async ValueTask<ConnectionStatus> PostAsync(
        string connectionId, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        Pushes.Enqueue(new(connectionId, Encoding.UTF8.GetString(message.Span)));
        var now = Interlocked.Increment(ref _atOnce);
        for (int seen; (seen = MostAtOnce) < now;)
        {
            Interlocked.CompareExchange(ref _mostAtOnce, now, seen);
        }

        try
        {
            if (connectionId == Hangs)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }
            else if (Delay is { } delay)
            {
                await Task.Yield();
                if (delay > TimeSpan.Zero)
                {
                    await Task.Delay(delay, cancellationToken);
                }
            }

            return Outcome(connectionId, _attempts.AddOrUpdate(connectionId, 1, static (_, attempts) => attempts + 1));
        }
        finally
        {
            Interlocked.Decrement(ref _atOnce);
        }
    }

    public ValueTask<ConnectionLookup> GetAsync(string connectionId, CancellationToken cancellationToken = default) =>
        new(new ConnectionLookup(ConnectionStatus.Gone, null));

    public ValueTask<ConnectionStatus> DeleteAsync(string connectionId, CancellationToken cancellationToken = default) =>
        new(ConnectionStatus.Gone);
}
