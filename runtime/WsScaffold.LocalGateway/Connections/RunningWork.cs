namespace WsScaffold.Gateway.Connections;

/// <summary>Counts the requests, messages and disconnects in progress, so that stopping can wait for them.</summary>
internal sealed class RunningWork
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _idle;
    private int _count;

    /// <summary>Counts one piece of work until the returned value is disposed.</summary>
    public Piece Begin()
    {
        lock (_lock)
        {
            _count++;
        }

        return new Piece(this);
    }

    /// <summary>Completes when no work is in progress, or after <paramref name="timeout"/>.</summary>
    public async Task WhenIdleAsync(TimeSpan timeout)
    {
        Task idle;
        lock (_lock)
        {
            _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_count == 0)
            {
                _idle.SetResult();
            }

            idle = _idle.Task;
        }

        await Task.WhenAny(idle, Task.Delay(timeout)).ConfigureAwait(false);
    }

    private void End()
    {
        lock (_lock)
        {
            if (--_count == 0)
            {
                _idle?.TrySetResult();
            }
        }
    }

    /// <summary>One piece of work in progress.</summary>
    internal readonly struct Piece(RunningWork work) : IDisposable
    {
        public void Dispose() => work.End();
    }
}
