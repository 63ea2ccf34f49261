using System.Net;
using System.Net.Sockets;

namespace WsScaffold.Lambda;

/// <summary>Ends a select from another thread: a datagram socket on loopback that hears itself and nobody else.</summary>
internal sealed class WakeUpSocket : IDisposable
{
    public WakeUpSocket()
    {
        Socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Socket.Connect(Socket.LocalEndPoint!);
    }

    public Socket Socket { get; } = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };

    // Full already: then it is awake.
    public void Send() => Socket.Send("!"u8, SocketFlags.None, out _);

    public void Receive()
    {
        Span<byte> signal = stackalloc byte[1];
        Socket.Receive(signal, SocketFlags.None, out _);
    }

    public void Dispose() => Socket.Dispose();
}
