using System.Net;
using System.Net.Sockets;

namespace WsScaffold.Net.Sockets;

/// <summary>
/// A TCP socket for one thread at a time. Only <see cref="Shutdown"/> and <see cref="Dispose"/> may be called from any thread.
/// </summary>
/// <remarks>
/// A base class, because <see cref="Socket"/> starts a thread on first use, which is a tenth of a small function's cold start.
/// On Linux, where Lambda runs, the implementation calls the system directly; on other systems it uses <see cref="Socket"/>.
/// </remarks>
internal abstract class StreamSocket : IDisposable
{
    /// <summary>The result of <see cref="Send"/> and <see cref="Receive"/> on a non-blocking socket that is not ready.</summary>
    public const int WouldBlock = -1;

    /// <param name="blocking">Whether calls block; otherwise the caller waits until the socket is ready.</param>
    /// <exception cref="SocketException">The system does not support the address family, or has no socket left.</exception>
    public static StreamSocket Create(AddressFamily family, bool blocking) =>
        OperatingSystem.IsLinux() ? new LinuxSocket(family, blocking) : new FrameworkSocket(family, blocking);

    /// <returns>Whether the socket is connected. If not, wait until it is writable, then call <see cref="EndConnect"/>.</returns>
    /// <exception cref="SocketException">The socket could not be connected.</exception>
    public abstract bool Connect(IPEndPoint endPoint);

    /// <inheritdoc cref="Connect"/>
    public abstract void EndConnect();

    /// <returns>The number of bytes sent, or <see cref="WouldBlock"/>.</returns>
    /// <exception cref="SocketException">The socket was disconnected.</exception>
    public abstract int Send(ReadOnlySpan<byte> bytes);

    /// <returns>The number of bytes received, 0 at the end of the stream, or <see cref="WouldBlock"/>.</returns>
    /// <inheritdoc cref="Send"/>
    public abstract int Receive(Span<byte> bytes);

    /// <summary>Waits until the socket is readable (or writable), or disconnected.</summary>
    public abstract void Wait(bool forWriting, TimeSpan atMost);

    /// <summary>Shuts the socket down in both directions, which ends pending waits.</summary>
    public abstract void Shutdown();

    public abstract void Dispose();
}
