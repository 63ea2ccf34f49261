namespace WsScaffold.Net.Sockets;

/// <summary>
/// The thread on which a poller's invocations run. While the function awaits, the thread sleeps or serves the sockets that the
/// function awaits. The function then continues on the same thread, so no other thread has to be woken.
/// </summary>
internal sealed class InvocationThread : IDisposable
{
    private readonly AutoResetEvent _woken = new(false);
    private readonly Action _complete;
    private int _threadId;
    private IdleWork? _idleWork;
    private volatile bool _completed;
    private bool _disposed;

    public InvocationThread() => _complete = Complete;

    /// <summary>Guards the state that other threads can change.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Whether an invocation is in progress. Read it while holding <see cref="Gate"/>.</summary>
    public bool IsServing { get; private set; }

    /// <summary>Whether the function of the invocation in progress has completed.</summary>
    public bool IsCompleted => _completed;

    public bool IsCurrent => Environment.CurrentManagedThreadId == Volatile.Read(ref _threadId);

    /// <summary>Runs an invocation on the calling thread until it completes.</summary>
    /// <param name="function">Starts the function.</param>
    /// <param name="invocation">The argument of <paramref name="function"/>, so that one delegate serves all invocations.</param>
    public void Run<TInvocation>(Func<TInvocation, ValueTask> function, TInvocation invocation)
    {
        lock (Gate)
        {
            IsServing = true;
            _threadId = Environment.CurrentManagedThreadId;
        }

        try
        {
            Wait(function(invocation));
        }
        finally
        {
            IdleWork? work;
            lock (Gate)
            {
                IsServing = false;
                work = _idleWork;
            }

            work?.Leave();
        }
    }

    /// <summary>The work of the thread while the function awaits. Created on first use; callable from any thread.</summary>
    public T UseIdleWork<T>(Func<InvocationThread, T> create)
        where T : IdleWork
    {
        lock (Gate)
        {
            if (_idleWork is T existing)
            {
                return existing;
            }

            var work = create(this);
            _idleWork = work;
            _woken.Set();
            return work;
        }
    }

    public void Dispose()
    {
        lock (Gate)
        {
            _disposed = true;
            _idleWork?.Dispose();
            _woken.Dispose();
        }
    }

    // Task.Wait would spin first. On Lambda's fraction of a CPU, spinning slows the work that it waits for.
    private void Wait(ValueTask task)
    {
        var awaiter = task.GetAwaiter();
        if (!awaiter.IsCompleted)
        {
            _completed = false;
            awaiter.UnsafeOnCompleted(_complete);
            while (!_completed)
            {
                if (Volatile.Read(ref _idleWork) is { } work)
                {
                    work.Run();
                }
                else
                {
                    _woken.WaitOne();
                }
            }
        }

        awaiter.GetResult();
    }

    private void Complete()
    {
        _completed = true;
        if (IsCurrent)
        {
            return;
        }

        lock (Gate)
        {
            // The invocation's thread may have seen the completion and ended before this thread got here.
            if (!_disposed)
            {
                _woken.Set();
                _idleWork?.Wake();
            }
        }
    }
}
