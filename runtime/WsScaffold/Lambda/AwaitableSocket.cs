using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace WsScaffold.Lambda;

/// <summary>
/// A socket that is awaited on the thread of the invocation (<see cref="SocketReactor"/>), or, where there is none, blocks
/// the thread that it is used on. One operation at a time.
/// </summary>
internal sealed class AwaitableSocket : Socket, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _ready;
    private SocketReactor? _reactor;
    private long _deadline;
    private volatile bool _aborted;

    public AwaitableSocket(AddressFamily family)
        : base(family, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true;
        Blocking = false;
    }

    /// <summary>Whether it is writing that is waited for, not reading.</summary>
    public bool AwaitsWriting { get; private set; }

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
        try
        {
            Connect(endPoint);
        }
        catch (SocketException pending) when (pending.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            await WaitAsync(forWriting: true).ConfigureAwait(false);
            if ((int)GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)! is not 0 and var error)
            {
                throw new SocketException(error);
            }
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
            var count = Receive(buffer.Span, SocketFlags.None, out var error);
            if (error == SocketError.Success)
            {
                return count;
            }

            ThrowUnlessFull(error);
        }
    }

    /// <inheritdoc cref="ReceiveAndWaitAsync"/>
    public async ValueTask SendAndWaitAsync(ReadOnlyMemory<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var count = Send(buffer.Span, SocketFlags.None, out var error);
            if (error == SocketError.Success)
            {
                buffer = buffer[count..];
                continue;
            }

            ThrowUnlessFull(error);
            await WaitAsync(forWriting: true).ConfigureAwait(false);
        }
    }

    /// <summary>Ends what is waited for: whoever waits gets an <see cref="OperationCanceledException"/>. For any thread.</summary>
    public void Abort()
    {
        _aborted = true;
        try
        {
            // It wakes whoever polls the socket, on whatever thread.
            Shutdown(SocketShutdown.Both);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Not connected yet, or done already.
        }
    }

    /// <summary>The socket is ready, or its time is over. Whoever waits goes on within the call.</summary>
    public void Complete() => _ready.SetResult(true);

    /// <summary>Nobody serves the socket any more: whoever waits goes on elsewhere, and waits there.</summary>
    public void Detach()
    {
        _reactor = null;
        ThreadPool.UnsafeQueueUserWorkItem(static socket => socket.CompleteDetached(), this, preferLocal: false);
    }

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
        AwaitsWriting = forWriting;
        if (_reactor is null)
        {
            Poll(RemainingTime, forWriting ? SelectMode.SelectWrite : SelectMode.SelectRead);
            ThrowIfOver();
            return default;
        }

        _ready.Reset();
        _reactor.Add(this);
        return new(this, _ready.Version);
    }

    private void CompleteDetached()
    {
        Poll(RemainingTime, AwaitsWriting ? SelectMode.SelectWrite : SelectMode.SelectRead);
        Complete();
    }

    private void ThrowIfOver()
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

    private static void ThrowUnlessFull(SocketError error)
    {
        if (error is not (SocketError.WouldBlock or SocketError.Interrupted))
        {
            throw new IOException("The connection broke.", new SocketException((int)error));
        }
    }
}
