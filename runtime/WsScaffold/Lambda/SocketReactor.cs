using System.Net.Sockets;

namespace WsScaffold.Lambda;

/// <summary>Serves the sockets that the functions of one <see cref="InvocationThread"/> wait for, on that thread.</summary>
internal sealed class SocketReactor : IdleWork
{
    private readonly InvocationThread _thread;

    // Those of other threads that want to go on here; under the thread's gate, like the two that follow.
    private readonly Queue<TaskCompletionSource<SocketReactor?>> _arrivals = new();
    private WakeUpSocket? _wakeUp;
    private bool _asleep;

    private readonly List<AwaitableSocket> _waiting = [];
    private readonly List<Socket> _readable = [];
    private readonly List<Socket> _writable = [];

    private SocketReactor(InvocationThread thread) => _thread = thread;

    /// <summary>
    /// Goes on where the sockets of the invocation at hand are served: on its own thread. Without an invocation in progress
    /// there is no such thread, and the caller goes on where it is.
    /// </summary>
    /// <returns>Who serves the sockets from here on; <see langword="null"/> when nobody does, and they have to be waited for.</returns>
    public static ValueTask<SocketReactor?> EnterAsync(InvocationThread? thread)
    {
        if (thread is null)
        {
            return default;
        }

        var reactor = thread.UseIdleWork(static thread => new SocketReactor(thread));
        return thread.IsCurrent ? new(reactor) : reactor.ArriveAsync();
    }

    /// <summary>Completes a socket's wait when it is ready or too late. Called on the thread.</summary>
    public void Add(AwaitableSocket socket) => _waiting.Add(socket);

    public override void Run()
    {
        while (TakeArrival() is { } arrival)
        {
            arrival.SetResult(this);
        }

        if (!TryFallAsleep())
        {
            return;
        }

        try
        {
            Select();
        }
        finally
        {
            lock (_thread.Gate)
            {
                _asleep = false;
            }
        }

        CompleteReady(_readable);
        CompleteReady(_writable);
        CompleteLate();
    }

    public override void Wake()
    {
        if (_asleep)
        {
            _wakeUp!.Send();
        }
    }

    public override void Leave()
    {
        // The invocation did not wait for these. Lambda may freeze the process before they end; if not, they end elsewhere.
        foreach (var socket in _waiting)
        {
            socket.Detach();
        }

        _waiting.Clear();
        while (TakeArrival() is { } arrival)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static arrival => arrival.SetResult(null), arrival, preferLocal: false);
        }
    }

    public override void Dispose() => _wakeUp?.Dispose();

    private ValueTask<SocketReactor?> ArriveAsync()
    {
        lock (_thread.Gate)
        {
            if (!_thread.IsServing)
            {
                return default;
            }

            var arrival = new TaskCompletionSource<SocketReactor?>();
            _arrivals.Enqueue(arrival);
            Wake();
            return new(arrival.Task);
        }
    }

    private TaskCompletionSource<SocketReactor?>? TakeArrival()
    {
        lock (_thread.Gate)
        {
            return _arrivals.TryDequeue(out var arrival) ? arrival : null;
        }
    }

    private bool TryFallAsleep()
    {
        lock (_thread.Gate)
        {
            if (_thread.IsCompleted || _arrivals.Count > 0)
            {
                return false;
            }

            _wakeUp ??= new();
            return _asleep = true;
        }
    }

    private void Select()
    {
        _readable.Clear();
        _writable.Clear();
        _readable.Add(_wakeUp!.Socket);
        var wait = Timeout.InfiniteTimeSpan;
        foreach (var socket in _waiting)
        {
            (socket.AwaitsWriting ? _writable : _readable).Add(socket);
            wait = wait < TimeSpan.Zero || socket.RemainingTime < wait ? socket.RemainingTime : wait;
        }

        Socket.Select(_readable, _writable, checkError: null, wait);
    }

    // What goes on may add sockets to those waiting, but does not come back here.
    private void CompleteReady(List<Socket> ready)
    {
        foreach (var socket in ready)
        {
            if (socket is AwaitableSocket awaited)
            {
                _waiting.Remove(awaited);
                awaited.Complete();
            }
            else
            {
                _wakeUp!.Receive();
            }
        }
    }

    private void CompleteLate()
    {
        for (var i = _waiting.Count - 1; i >= 0; i--)
        {
            if (i < _waiting.Count && _waiting[i] is { RemainingTime.Ticks: <= 0 } late)
            {
                _waiting.RemoveAt(i);
                late.Complete();
            }
        }
    }
}
