using System.Collections.Concurrent;
using System.Threading.Channels;
using WsScaffold.Gateway.Integrations;

namespace WsScaffold.Gateway.RuntimeApi;

/// <summary>The invocations that the gateway adds and that runtimes take and finish.</summary>
internal sealed class InvocationQueue
{
    // How many finished invocations are kept, to distinguish a second response from an unknown request ID.
    private const int MaxFinished = 1000;

    private readonly Channel<Invocation> _waiting = Channel.CreateUnbounded<Invocation>();
    private readonly ConcurrentDictionary<string, Invocation> _invocations = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentQueue<string> _finished = new();

    public void Add(Invocation invocation)
    {
        _invocations[invocation.Id] = invocation;
        _waiting.Writer.TryWrite(invocation);
    }

    /// <summary>Waits for the next invocation that is not finished, and takes it.</summary>
    /// <exception cref="OperationCanceledException">The runtime disconnected. No invocation was taken.</exception>
    public async ValueTask<Invocation> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var invocation = await _waiting.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested)
            {
                // The runtime disconnected at the moment it would have received the invocation: give it to another runtime.
                _waiting.Writer.TryWrite(invocation);
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (!invocation.IsFinished)
            {
                invocation.IsTaken = true;
                return invocation;
            }
        }
    }

    /// <summary>Finds an invocation that a runtime has taken, whether it is finished or not.</summary>
    public Invocation? FindTaken(string id) =>
        _invocations.TryGetValue(id, out var invocation) && invocation.IsTaken ? invocation : null;

    /// <summary>Finishes an invocation.</summary>
    /// <returns><see langword="false"/> if the invocation was already finished.</returns>
    public bool TryFinish(Invocation invocation, IntegrationResult result)
    {
        if (!invocation.TryFinish(result))
        {
            return false;
        }

        _finished.Enqueue(invocation.Id);
        if (_finished.Count > MaxFinished && _finished.TryDequeue(out var oldest))
        {
            _invocations.TryRemove(oldest, out _);
        }

        return true;
    }

    /// <summary>Drops an invocation that no runtime has taken. A running invocation continues, as on Lambda.</summary>
    public void TryAbandon(Invocation invocation)
    {
        if (!invocation.IsTaken)
        {
            TryFinish(invocation, IntegrationResult.Failed("Sandbox.Timedout"));
        }
    }

    /// <summary>Fails all invocations that no runtime has taken.</summary>
    public void FailWaiting(string errorType)
    {
        while (_waiting.Reader.TryRead(out var invocation))
        {
            TryFinish(invocation, IntegrationResult.Failed(errorType));
        }
    }
}
