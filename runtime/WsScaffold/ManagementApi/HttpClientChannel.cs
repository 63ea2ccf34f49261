using WsScaffold.Net.Sockets;

namespace WsScaffold.ManagementApi;

/// <summary>
/// A channel of <see cref="HttpClientTransport"/>, below TLS. It records for each request whether the socket was used before and
/// whether any byte of a response has arrived, which HttpClient's exceptions do not contain.
/// </summary>
internal sealed class HttpClientChannel(Stream inner) : AwaitedStream
{
    private volatile ExchangeProgress? _current;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);

        // The read may have started before the request: HttpClient keeps a read pending on an idle socket.
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
            exchange.IsOnUsedSocket = _current is not null;
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
