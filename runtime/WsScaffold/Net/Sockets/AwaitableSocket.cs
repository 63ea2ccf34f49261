using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace WsScaffold.Net.Sockets;

/// <summary>
/// A socket that is awaited on the thread of the invocation (<see cref="SocketReactor"/>), or, where there is none, blocks
/// the thread that it is used on. One operation at a time.
/// </summary>
internal sealed class AwaitableSocket(AddressFamily family) : IValueTaskSource, IDisposable
{
    private readonly StreamSocket _socket = StreamSocket.Create(family, blocking: false);
    private ManualResetValueTaskSourceCore<bool> _ready;
    private SocketReactor? _reactor;
    private long _deadline;
    private bool _awaitsWriting;
    private volatile bool _aborted;

    /// <summary>How long the work at hand may still take.</summary>
    public TimeSpan RemainingTime => TimeSpan.FromMilliseconds(Math.Max(0, _deadline - Environment.TickCount64));

    /// <summary>Says who serves the socket from here on, and until when (<see cref="Environment.TickCount64"/>).</summary>
    public void Use(SocketReactor? reactor, long deadline)
    {
        _reactor = reactor;
        _deadline = deadline;
    }

    /// <exception cref="SocketException">There is no connection.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
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
    /// <exception cref="IOException">The connection broke.</exception>
    public async ValueTask<int> ReceiveAndWaitAsync(Memory<byte> buffer)
    {
        while (true)
        {
            // Nothing is there yet right after a request: to ask first would cost a system call.
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

    /// <summary>Ends what is waited for: whoever waits gets an <see cref="OperationCanceledException"/>. For any thread.</summary>
    public void Abort()
    {
        _aborted = true;

        // It wakes whoever polls the socket, on whatever thread.
        _socket.Shutdown();
    }

    /// <summary>Whether <see cref="Abort"/> was called: nothing more can be sent or received.</summary>
    public bool IsAborted => _aborted;

    /// <summary>Throws when the work at hand is at its end, whatever else failed by it.</summary>
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

    /// <summary>The socket as its reactor waits for it; only where there is one.</summary>
    public LinuxPoll.Entry Awaited => new(((LinuxSocket)_socket).Number, _awaitsWriting);

    /// <summary>The socket is ready, or its time is over. Whoever waits goes on within the call.</summary>
    public void Complete() => _ready.SetResult(true);

    /// <summary>Nobody serves the socket any more: whoever waits goes on elsewhere, and waits there.</summary>
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
            // There is none, or the invocation has ended, and what it did not wait for goes on elsewhere.
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

    private static IOException Broken(SocketException cause) => new("The connection broke.", cause);
}
