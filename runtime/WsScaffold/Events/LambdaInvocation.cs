using System.ComponentModel;
using WsScaffold.Net.Sockets;

namespace WsScaffold;

/// <summary>
/// What Lambda says about one invocation of the function.
/// See <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">the Runtime API</see>.
/// </summary>
public sealed class LambdaInvocation : IDisposable
{
    // Time for the answer to leave the process before Lambda freezes or ends it.
    private static readonly TimeSpan _margin = TimeSpan.FromMilliseconds(500);

    // A function with a time-out of a second still gets most of it.
    private const int LargestPartOfRemaining = 4;

    // Timers take less; Lambda's own limit is 15 minutes.
    private static readonly TimeSpan _longest = TimeSpan.FromDays(1);

    // Stands for "over" in place of a source that was never asked for.
    private static readonly CancellationTokenSource _over = CreateCancelled();

    private CancellationTokenSource? _deadline;

    /// <summary>Lambda's own id of the invocation, which its log lines carry; not API Gateway's request id.</summary>
    public required string AwsRequestId { get; init; }

    /// <summary>When Lambda ends the invocation.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>The function's ARN, with the version or alias it was invoked by.</summary>
    public string? InvokedFunctionArn { get; init; }

    /// <summary>The X-Ray trace header of the invocation (<c>Root=…;Parent=…;Sampled=…</c>).</summary>
    public string? TraceId { get; init; }

    /// <summary>The client context of an invocation by the AWS mobile SDK, as JSON.</summary>
    public string? ClientContext { get; init; }

    /// <summary>The Amazon Cognito identity of an invocation by the AWS mobile SDK, as JSON.</summary>
    public string? CognitoIdentity { get; init; }

    /// <summary>The tenant, for functions that isolate tenants.</summary>
    public string? TenantId { get; init; }

    /// <summary>What another Lambda runtime than ours calls the invocation's context; for handlers that take that runtime's own type.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public object? RuntimeContext { get; init; }

    /// <summary>How long until <see cref="Deadline"/>; never negative.</summary>
    public TimeSpan RemainingTime
    {
        get
        {
            var remaining = Deadline - Time.GetUtcNow();
            return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
        }
    }

    /// <summary>
    /// Fires half a second before <see cref="Deadline"/>, so that an answer can still be given; when less than two seconds
    /// remain as it is first asked for, after three quarters of them. Costs a timer only when asked for. After the
    /// invocation the token no longer fires, and the one that is asked for then is cancelled.
    /// </summary>
    public CancellationToken CancellationToken
    {
        get
        {
            // A handler may ask from several threads at once.
            if (Volatile.Read(ref _deadline) is not { } deadline)
            {
                var started = Start();
                deadline = Interlocked.CompareExchange(ref _deadline, started, null) ?? started;
                if (deadline != started)
                {
                    started.Dispose();
                }
            }

            return deadline.Token;
        }
    }

    // The source is not reused for later invocations: work that outlives this one would get their deadlines.

    /// <summary>Releases the timer behind <see cref="CancellationToken"/>.</summary>
    public void Dispose()
    {
        var deadline = Interlocked.Exchange(ref _deadline, _over);
        if (deadline != _over)
        {
            deadline?.Dispose();
        }
    }

    /// <summary>Whether the invocation has ended; its deadline then binds nobody.</summary>
    internal bool IsOver => Volatile.Read(ref _deadline) == _over;

    /// <summary>The clock that <see cref="Deadline"/> is read by.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>What the invocation runs on; <see langword="null"/> outside Lambda.</summary>
    internal InvocationThread? Thread { get; init; }

    private CancellationTokenSource Start()
    {
        var remaining = RemainingTime;
        var margin = remaining / LargestPartOfRemaining;
        var delay = remaining - (margin < _margin ? margin : _margin);
        return new CancellationTokenSource(delay < _longest ? delay : _longest, Time);
    }

    private static CancellationTokenSource CreateCancelled()
    {
        var source = new CancellationTokenSource();
        source.Cancel();
        return source;
    }
}
