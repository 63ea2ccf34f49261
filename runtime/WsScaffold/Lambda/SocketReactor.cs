namespace WsScaffold.Lambda;

/// <summary>Serves the sockets that the functions of one <see cref="InvocationThread"/> wait for, on that thread.</summary>
internal sealed class SocketReactor : IdleWork
{
    private readonly InvocationThread _thread;

    // Those of other threads that want to go on here; under the thread's gate, like the two that follow.
    private readonly Queue<TaskCompletionSource<SocketReactor?>> _arrivals = new();
    private LinuxWakeUp? _wakeUp;
    private bool _asleep;

    private readonly List<AwaitableSocket> _waiting = [];
    private LinuxPoll.Entry[] _entries = new LinuxPoll.Entry[8];

    private SocketReactor(InvocationThread thread) => _thread = thread;

    /// <summary>
    /// Goes on where the sockets of the invocation at hand are served: on its own thread. Without an invocation in progress
    /// there is no such thread, and the caller goes on where it is; so it does where Linux is not the system, as Lambda's is.
    /// </summary>
    /// <returns>Who serves the sockets from here on; <see langword="null"/> when nobody does, and they have to be waited for.</returns>
    public static ValueTask<SocketReactor?> EnterAsync(InvocationThread? thread)
    {
        if (thread is null || !OperatingSystem.IsLinux())
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

        var polled = _waiting.Count;
        try
        {
            Poll();
        }
        finally
        {
            lock (_thread.Gate)
            {
                _asleep = false;
            }
        }

        CompleteReady(polled);
        CompleteLate();
    }

    public override void Wake()
    {
        if (_asleep)
        {
            _wakeUp!.Signal();
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

    // The event that wakes it is the first entry, the sockets follow in their order.
    private void Poll()
    {
        if (_entries.Length <= _waiting.Count)
        {
            _entries = new LinuxPoll.Entry[2 * (_waiting.Count + 1)];
        }

        _entries[0] = new(_wakeUp!.Number, forWriting: false);
        var wait = Timeout.InfiniteTimeSpan;
        for (var i = 0; i < _waiting.Count; i++)
        {
            var socket = _waiting[i];
            _entries[i + 1] = socket.Awaited;
            wait = wait < TimeSpan.Zero || socket.RemainingTime < wait ? socket.RemainingTime : wait;
        }

        LinuxPoll.Wait(_entries.AsSpan(0, _waiting.Count + 1), wait);
    }

    // From the last to the first, so that those not looked at yet keep their places: what goes on may add sockets at the
    // end, but does not come back here.
    private void CompleteReady(int polled)
    {
        if (_entries[0].IsReady)
        {
            _wakeUp!.Reset();
        }

        for (var i = polled; i > 0; i--)
        {
            if (_entries[i].IsReady)
            {
                var socket = _waiting[i - 1];
                _waiting.RemoveAt(i - 1);
                socket.Complete();
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
