using System.Collections.Concurrent;
using System.Threading.Channels;
using WsScaffold.Gateway.Integrations;

namespace WsScaffold.Gateway.RuntimeApi;

/// <summary>The invocations between the gateway, which adds them, and the runtimes, which take and answer them.</summary>
internal sealed class InvocationQueue
{
    // How many finished invocations are remembered, so that a second answer is told from an unknown ID.
    private const int Remembered = 1000;

    private readonly Channel<Invocation> _waiting = Channel.CreateUnbounded<Invocation>();
    private readonly ConcurrentDictionary<string, Invocation> _invocations = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentQueue<string> _finished = new();

    public void Add(Invocation invocation)
    {
        _invocations[invocation.Id] = invocation;
        _waiting.Writer.TryWrite(invocation);
    }

    /// <summary>Takes the next invocation that still matters, as soon as there is one.</summary>
    /// <exception cref="OperationCanceledException">The runtime went away; nothing is lost.</exception>
    public async ValueTask<Invocation> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var invocation = await _waiting.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested)
            {
                // It was handed over at the moment its taker left: another one gets it.
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

    /// <summary>The invocation that a runtime has taken under this ID, finished or not.</summary>
    public Invocation? FindTaken(string id) =>
        _invocations.TryGetValue(id, out var invocation) && invocation.IsTaken ? invocation : null;

    /// <returns><see langword="false"/> when it was finished before.</returns>
    public bool TryFinish(Invocation invocation, IntegrationResult result)
    {
        if (!invocation.TryFinish(result))
        {
            return false;
        }

        _finished.Enqueue(invocation.Id);
        if (_finished.Count > Remembered && _finished.TryDequeue(out var oldest))
        {
            _invocations.TryRemove(oldest, out _);
        }

        return true;
    }

    /// <summary>Drops an invocation that no runtime has taken; one that runs goes on, as on Lambda.</summary>
    public void TryAbandon(Invocation invocation)
    {
        if (!invocation.IsTaken)
        {
            TryFinish(invocation, IntegrationResult.Failed("Sandbox.Timedout"));
        }
    }

    /// <summary>Fails what no runtime has taken yet.</summary>
    public void FailWaiting(string errorType)
    {
        while (_waiting.Reader.TryRead(out var invocation))
        {
            TryFinish(invocation, IntegrationResult.Failed(errorType));
        }
    }
}
