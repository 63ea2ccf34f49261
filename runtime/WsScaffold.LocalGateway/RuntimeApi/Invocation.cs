using WsScaffold.Gateway.Integrations;

namespace WsScaffold.Gateway.RuntimeApi;

/// <summary>One invocation of a function outside this process: waiting for a runtime, running, or finished.</summary>
internal sealed class Invocation(ReadOnlyMemory<byte> lambdaEvent, string traceRoot)
{
    private readonly TaskCompletionSource<IntegrationResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lambda's request ID, a UUID.</summary>
    public string Id { get; } = Guid.NewGuid().ToString();

    public ReadOnlyMemory<byte> Event => lambdaEvent;

    public string TraceRoot => traceRoot;

    public Task<IntegrationResult> Result => _result.Task;

    /// <summary>Whether a runtime has taken the event.</summary>
    public bool IsTaken { get; set; }

    /// <summary>The execution environment that took the event.</summary>
    public string? Environment { get; set; }

    /// <summary>When a runtime took the event.</summary>
    public DateTimeOffset TakenAt { get; set; }

    public bool IsFinished => _result.Task.IsCompleted;

    public bool TryFinish(IntegrationResult result) => _result.TrySetResult(result);
}
