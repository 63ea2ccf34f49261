using System.Buffers;
using WsScaffold.Lambda;

namespace WsScaffold.Net.Sockets;

/// <summary>
/// The thread that a poller's invocations run on. While the function awaits something, it sleeps, or serves the sockets
/// that the function awaits: what follows then runs on this thread too, and no other needs to be woken.
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

    /// <summary>Guards what other threads may touch.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Whether an invocation is in progress. Read it under <see cref="Gate"/>.</summary>
    public bool IsServing { get; private set; }

    /// <summary>Whether the function of the invocation in progress has completed.</summary>
    public bool IsCompleted => _completed;

    public bool IsCurrent => Environment.CurrentManagedThreadId == Volatile.Read(ref _threadId);

    /// <summary>Runs an invocation on the calling thread, to its end.</summary>
    public void Run(ILambdaFunction function, ReadOnlyMemory<byte> lambdaEvent, LambdaInvocation invocation, IBufferWriter<byte> response)
    {
        lock (Gate)
        {
            IsServing = true;
            _threadId = Environment.CurrentManagedThreadId;
        }

        try
        {
            Wait(function.InvokeAsync(lambdaEvent, invocation, response));
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

    /// <summary>What the thread does while it waits; made when it is first asked for. For any thread.</summary>
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

    // Task.Wait would spin first, which on Lambda's fraction of a CPU takes time from the work waited for.
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
            // The thread may have seen that it is completed, and have ended, before this one got here.
            if (!_disposed)
            {
                _woken.Set();
                _idleWork?.Wake();
            }
        }
    }
}
