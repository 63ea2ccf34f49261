using System.Net;
using System.Net.Sockets;

namespace WsScaffold.Net.Sockets;

/// <summary>A TCP socket for one thread at a time; only <see cref="Shutdown"/> and <see cref="Dispose"/> are for any.</summary>
/// <remarks>
/// A base class, because <see cref="Socket"/> starts a thread at its first use, which is a tenth of a small function's cold
/// start. On Linux, where Lambda runs, the system is called without it; elsewhere it does the work.
/// </remarks>
internal abstract class StreamSocket : IDisposable
{
    /// <summary>What <see cref="Send"/> and <see cref="Receive"/> return on a socket that would have to wait.</summary>
    public const int WouldBlock = -1;

    /// <param name="blocking">Whether calls wait; otherwise the caller waits for the socket to be ready.</param>
    /// <exception cref="SocketException">The system has no socket of that kind, or none left.</exception>
    public static StreamSocket Create(AddressFamily family, bool blocking) =>
        OperatingSystem.IsLinux() ? new LinuxSocket(family, blocking) : new FrameworkSocket(family, blocking);

    /// <returns>Whether it is connected; if not, it is once it is writable and <see cref="EndConnect"/> does not throw.</returns>
    /// <exception cref="SocketException">There is no connection.</exception>
    public abstract bool Connect(IPEndPoint endPoint);

    /// <inheritdoc cref="Connect"/>
    public abstract void EndConnect();

    /// <returns>How many bytes went out, or <see cref="WouldBlock"/>.</returns>
    /// <exception cref="SocketException">The connection is broken.</exception>
    public abstract int Send(ReadOnlySpan<byte> bytes);

    /// <returns>How many bytes came in, 0 when no more will, or <see cref="WouldBlock"/>.</returns>
    /// <inheritdoc cref="Send"/>
    public abstract int Receive(Span<byte> bytes);

    /// <summary>Waits until the socket can be read from, or written to, without waiting, or is broken.</summary>
    public abstract void Wait(bool forWriting, TimeSpan atMost);

    /// <summary>Ends the connection in both directions: whoever waits for it goes on.</summary>
    public abstract void Shutdown();

    public abstract void Dispose();
}
