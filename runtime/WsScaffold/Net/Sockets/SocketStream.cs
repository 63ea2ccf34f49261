namespace WsScaffold.Net.Sockets;

/// <summary>A stream over a connected <see cref="AwaitableSocket"/>, for TLS.</summary>
internal sealed class SocketStream(AwaitableSocket socket) : AwaitedStream
{
    // Cancellation tokens are ignored: AwaitableSocket.Abort ends every operation.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        socket.ReceiveAndWaitAsync(buffer);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        socket.SendAndWaitAsync(buffer);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            socket.Dispose();
        }

        base.Dispose(disposing);
    }
}
