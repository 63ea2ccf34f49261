using System.Net;
using System.Net.Sockets;

namespace WsScaffold.Net.Sockets;

/// <summary>A <see cref="StreamSocket"/> over the framework's <see cref="Socket"/>.</summary>
internal sealed class FrameworkSocket : StreamSocket
{
    private readonly Socket _socket;

    public FrameworkSocket(AddressFamily family, bool blocking) =>
        _socket = new(family, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, Blocking = blocking };

    public override bool Connect(IPEndPoint endPoint)
    {
        try
        {
            _socket.Connect(endPoint);
            return true;
        }
        catch (SocketException pending) when (pending.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            return false;
        }
    }

    public override void EndConnect()
    {
        if ((int)_socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)! is not 0 and var error)
        {
            throw new SocketException(error);
        }
    }

    public override int Send(ReadOnlySpan<byte> bytes) => Result(_socket.Send(bytes, SocketFlags.None, out var error), error);

    public override int Receive(Span<byte> bytes) => Result(_socket.Receive(bytes, SocketFlags.None, out var error), error);

    public override void Wait(bool forWriting, TimeSpan atMost) =>
        _socket.Poll(atMost, forWriting ? SelectMode.SelectWrite : SelectMode.SelectRead);

    public override void Shutdown()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Not connected yet, or already shut down.
        }
    }

    public override void Dispose() => _socket.Dispose();

    private static int Result(int count, SocketError error) => error switch
    {
        SocketError.Success => count,
        SocketError.WouldBlock => WouldBlock,
        _ => throw new SocketException((int)error),
    };
}
