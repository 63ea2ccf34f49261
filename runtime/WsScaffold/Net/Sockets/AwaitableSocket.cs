using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace WsScaffold.Net.Sockets;

/// <summary>
/// A socket that is awaited on the invocation's thread (<see cref="SocketReactor"/>). Without a reactor, its operations block
/// the calling thread. One operation at a time.
/// </summary>
internal sealed class AwaitableSocket(AddressFamily family) : IValueTaskSource, IDisposable
{
    private readonly StreamSocket _socket = StreamSocket.Create(family, blocking: false);
    private ManualResetValueTaskSourceCore<bool> _ready;
    private SocketReactor? _reactor;
    private long _deadline;
    private bool _awaitsWriting;
    private volatile bool _aborted;

    /// <summary>The time left for the current operation.</summary>
    public TimeSpan RemainingTime => TimeSpan.FromMilliseconds(Math.Max(0, _deadline - Environment.TickCount64));

    /// <summary>Sets the reactor that serves the socket from now on, and the deadline (<see cref="Environment.TickCount64"/>).</summary>
    public void Use(SocketReactor? reactor, long deadline)
    {
        _reactor = reactor;
        _deadline = deadline;
    }

    /// <exception cref="SocketException">The socket could not be connected.</exception>
    /// <exception cref="TimeoutException">The deadline has passed.</exception>
    /// <exception cref="OperationCanceledException"><see cref="Abort"/> was called.</exception>
    public async ValueTask ConnectAndWaitAsync(IPEndPoint endPoint)
    {
        if (!_socket.Connect(endPoint))
        {
            await WaitAsync(forWriting: true).ConfigureAwait(false);
            _socket.EndConnect();
        }
    }

    /// <inheritdoc cref="ConnectAndWaitAsync"/>
    /// <exception cref="IOException">The socket was disconnected.</exception>
    public async ValueTask<int> ReceiveAndWaitAsync(Memory<byte> buffer)
    {
        while (true)
        {
            // Right after a request nothing has arrived yet: trying to read first would waste a system call.
            await WaitAsync(forWriting: false).ConfigureAwait(false);
            if (Receive(buffer.Span) is >= 0 and var count)
            {
                return count;
            }
        }
    }

    /// <inheritdoc cref="ReceiveAndWaitAsync"/>
    public async ValueTask SendAndWaitAsync(ReadOnlyMemory<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (Send(buffer.Span) is >= 0 and var count)
            {
                buffer = buffer[count..];
                continue;
            }

            await WaitAsync(forWriting: true).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the pending wait with an <see cref="OperationCanceledException"/>. Callable from any thread.</summary>
    public void Abort()
    {
        _aborted = true;

        // Wakes the thread that polls the socket.
        _socket.Shutdown();
    }

    /// <summary>Whether <see cref="Abort"/> was called. If so, nothing can be sent or received anymore.</summary>
    public bool IsAborted => _aborted;

    /// <summary>Throws if the socket was aborted or the deadline has passed: other failures may only be consequences of that.</summary>
    /// <inheritdoc cref="ConnectAndWaitAsync"/>
    public void ThrowIfOver()
    {
        if (_aborted)
        {
            throw new OperationCanceledException();
        }

        if (RemainingTime == TimeSpan.Zero)
        {
            throw new TimeoutException();
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>The descriptor for the reactor's poll. Only valid when a reactor serves the socket.</summary>
    public LinuxPoll.Entry Awaited => new(((LinuxSocket)_socket).Number, _awaitsWriting);

    /// <summary>Called when the socket is ready or its deadline has passed. The awaiting code continues within the call.</summary>
    public void Complete() => _ready.SetResult(true);

    /// <summary>
    /// Called when the reactor stops serving the socket. The awaiting code continues on a pool thread, which then blocks.
    /// </summary>
    public void Detach() =>
        ThreadPool.UnsafeQueueUserWorkItem(static socket => socket.CompleteDetached(), this, preferLocal: false);

    void IValueTaskSource.GetResult(short token)
    {
        _ready.GetResult(token);
        ThrowIfOver();
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _ready.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _ready.OnCompleted(continuation, state, token, flags);

    private ValueTask WaitAsync(bool forWriting)
    {
        ThrowIfOver();
        _awaitsWriting = forWriting;
        if (_reactor is not { IsCurrent: true })
        {
            // No reactor, or the invocation has ended and its leftover work continues on a pool thread.
            _socket.Wait(forWriting, RemainingTime);
            ThrowIfOver();
            return default;
        }

        _ready.Reset();
        _reactor.Add(this);
        return new(this, _ready.Version);
    }

    private void CompleteDetached()
    {
        _socket.Wait(_awaitsWriting, RemainingTime);
        Complete();
    }

    private int Send(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return _socket.Send(bytes);
        }
        catch (SocketException broken)
        {
            throw Broken(broken);
        }
    }

    private int Receive(Span<byte> bytes)
    {
        try
        {
            return _socket.Receive(bytes);
        }
        catch (SocketException broken)
        {
            throw Broken(broken);
        }
    }

    private static IOException Broken(SocketException cause) => new("The socket was disconnected.", cause);
}
