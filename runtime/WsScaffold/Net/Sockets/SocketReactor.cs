using System.Runtime.CompilerServices;

namespace WsScaffold.Net.Sockets;

/// <summary>Serves the sockets that functions await on one <see cref="InvocationThread"/>, on that thread.</summary>
internal sealed class SocketReactor : IdleWork
{
    private readonly InvocationThread _thread;

    // Created with the reactor: without a free descriptor, the push fails instead of the wait for the function.
    private readonly LinuxWakeUp _wakeUp = new();

    // Continuations queued by other threads. Guarded by the thread's gate, as is the sleeping flag.
    private readonly Queue<Action> _arrivals = new();
    private bool _asleep;

    private readonly List<AwaitableSocket> _waiting = [];
    private LinuxPoll.Entry[] _entries = new LinuxPoll.Entry[8];

    private SocketReactor(InvocationThread thread) => _thread = thread;

    /// <summary>
    /// Continues on the thread that serves the sockets of the current invocation. Without an invocation in progress, or on a
    /// system other than Linux, there is no such thread, and the caller continues where it is.
    /// </summary>
    /// <returns>
    /// The reactor that serves the sockets from now on; <see langword="null"/> if there is none, so socket operations block.
    /// </returns>
    public static Entry EnterAsync(InvocationThread? thread) =>
        new(thread is null || !OperatingSystem.IsLinux() ? null : thread.UseIdleWork(static thread => new SocketReactor(thread)));

    /// <summary>Whether the caller is on the thread that serves the sockets.</summary>
    public bool IsCurrent => _thread.IsCurrent;

    /// <summary>
    /// Registers a socket and completes its wait when it is ready or its deadline has passed. Runs on the reactor's thread.
    /// </summary>
    public void Add(AwaitableSocket socket) => _waiting.Add(socket);

    public override void Run()
    {
        while (TakeArrival() is { } arrival)
        {
            arrival();
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
            _wakeUp.Signal();
        }
    }

    public override void Leave()
    {
        // The invocation did not await these. They continue on pool threads, unless Lambda freezes the process first.
        foreach (var socket in _waiting)
        {
            socket.Detach();
        }

        _waiting.Clear();
        while (TakeArrival() is { } arrival)
        {
            GoOnElsewhere(arrival);
        }
    }

    public override void Dispose() => _wakeUp.Dispose();

    private void Arrive(Action arrival)
    {
        lock (_thread.Gate)
        {
            if (_thread.IsServing)
            {
                _arrivals.Enqueue(arrival);
                Wake();
                return;
            }
        }

        GoOnElsewhere(arrival);
    }

    private static void GoOnElsewhere(Action arrival) =>
        ThreadPool.UnsafeQueueUserWorkItem(static arrival => arrival(), arrival, preferLocal: false);

    private Action? TakeArrival()
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

            return _asleep = true;
        }
    }

    // The first entry is the wake-up event; the sockets follow in order.
    private void Poll()
    {
        if (_entries.Length <= _waiting.Count)
        {
            _entries = new LinuxPoll.Entry[2 * (_waiting.Count + 1)];
        }

        _entries[0] = new(_wakeUp.Number, forWriting: false);
        var wait = Timeout.InfiniteTimeSpan;
        for (var i = 0; i < _waiting.Count; i++)
        {
            var socket = _waiting[i];
            _entries[i + 1] = socket.Awaited;
            wait = wait < TimeSpan.Zero || socket.RemainingTime < wait ? socket.RemainingTime : wait;
        }

        LinuxPoll.Wait(_entries.AsSpan(0, _waiting.Count + 1), wait);
    }

    // From last to first, so that unvisited sockets keep their index: a continuation may add sockets at the end, but never
    // re-enters this loop.
    private void CompleteReady(int polled)
    {
        if (_entries[0].IsReady)
        {
            _wakeUp.Reset();
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

    /// <summary>
    /// The awaiter of <see cref="EnterAsync"/>. The continuation itself is queued to the thread. A task would not do: it could be
    /// complete before it is awaited, and the caller would then continue on its own thread.
    /// </summary>
    internal readonly struct Entry(SocketReactor? reactor) : ICriticalNotifyCompletion
    {
        public bool IsCompleted => reactor is null || reactor.IsCurrent;

        public Entry GetAwaiter() => this;

        public SocketReactor? GetResult() => reactor is { IsCurrent: true } ? reactor : null;

        // Only compiler-generated state machines await this, and they restore the execution context themselves.
        public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

        public void UnsafeOnCompleted(Action continuation) => reactor!.Arrive(continuation);
    }
}
