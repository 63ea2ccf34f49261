using WsScaffold.Net.Sockets;

namespace WsScaffold.ManagementApi;

/// <summary>
/// A connection of <see cref="HttpClientTransport"/>, as it is read and written behind TLS. It tells each request whether it
/// went over a connection that another had used, and whether any of an answer came, which HttpClient's failures don't say.
/// </summary>
internal sealed class HttpClientChannel(Stream inner) : AwaitedStream
{
    private volatile ExchangeProgress? _current;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);

        // The read may have begun before the request did: an idle connection is watched by one.
        if (count > 0 && _current is { } current)
        {
            current.HasResponse = true;
        }

        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (ExchangeProgress.OfThisFlow is { } exchange && exchange != _current)
        {
            exchange.IsOnUsedConnection = _current is not null;
            _current = exchange;
        }

        return inner.WriteAsync(buffer, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
