using System.Runtime.CompilerServices;

namespace WsScaffold.Net.Sockets;

/// <summary>Serves the sockets that the functions of one <see cref="InvocationThread"/> wait for, on that thread.</summary>
internal sealed class SocketReactor : IdleWork
{
    private readonly InvocationThread _thread;

    // Made with the reactor: what fails for want of a descriptor is then a push, and not the wait for the function.
    private readonly LinuxWakeUp _wakeUp = new();

    // Those of other threads that want to go on here; under the thread's gate, like whether it sleeps.
    private readonly Queue<Action> _arrivals = new();
    private bool _asleep;

    private readonly List<AwaitableSocket> _waiting = [];
    private LinuxPoll.Entry[] _entries = new LinuxPoll.Entry[8];

    private SocketReactor(InvocationThread thread) => _thread = thread;

    /// <summary>
    /// Goes on where the sockets of the invocation at hand are served: on its own thread. Without an invocation in progress
    /// there is no such thread, and the caller goes on where it is; so it does where Linux is not the system, as Lambda's is.
    /// </summary>
    /// <returns>Who serves the sockets from here on; <see langword="null"/> when nobody does, and they have to be waited for.</returns>
    public static Entry EnterAsync(InvocationThread? thread) =>
        new(thread is null || !OperatingSystem.IsLinux() ? null : thread.UseIdleWork(static thread => new SocketReactor(thread)));

    /// <summary>Whether the caller is on the thread that serves the sockets.</summary>
    public bool IsCurrent => _thread.IsCurrent;

    /// <summary>Completes a socket's wait when it is ready or too late. Called on the thread.</summary>
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
        // The invocation did not wait for these. Lambda may freeze the process before they end; if not, they end elsewhere.
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

    // The event that wakes it is the first entry, the sockets follow in their order.
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

    // From the last to the first, so that those not looked at yet keep their places: what goes on may add sockets at the
    // end, but does not come back here.
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
    /// What <see cref="EnterAsync"/> is awaited by. What goes on is itself what arrives on the thread: a task that the thread
    /// completes could be complete before it is awaited, and who awaits it would go on where it is.
    /// </summary>
    internal readonly struct Entry(SocketReactor? reactor) : ICriticalNotifyCompletion
    {
        public bool IsCompleted => reactor is null || reactor.IsCurrent;

        public Entry GetAwaiter() => this;

        public SocketReactor? GetResult() => reactor is { IsCurrent: true } ? reactor : null;

        // The compiler's state machines restore the flow of execution themselves, and nothing else awaits it.
        public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

        public void UnsafeOnCompleted(Action continuation) => reactor!.Arrive(continuation);
    }
}
