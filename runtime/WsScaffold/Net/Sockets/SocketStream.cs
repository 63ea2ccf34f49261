namespace WsScaffold.Net.Sockets;

/// <summary>A connected <see cref="AwaitableSocket"/> as a stream, for TLS to be spoken over it.</summary>
internal sealed class SocketStream(AwaitableSocket socket) : AwaitedStream
{
    // A token is not looked at: AwaitableSocket.Abort ends everything.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => socket.ReceiveAndWaitAsync(buffer);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => socket.SendAndWaitAsync(buffer);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            socket.Dispose();
        }

        base.Dispose(disposing);
    }
}
