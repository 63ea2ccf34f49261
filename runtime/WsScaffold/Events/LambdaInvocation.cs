using System.ComponentModel;
using WsScaffold.Events;
using WsScaffold.Net.Sockets;

namespace WsScaffold;

/// <summary>
/// One invocation of the Lambda function.
/// See <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">the Runtime API</see>.
/// </summary>
public sealed class LambdaInvocation : IDisposable
{
    // The time for sending the response before Lambda ends the invocation.
    private static readonly TimeSpan _margin = TimeSpan.FromMilliseconds(500);

    // A function with a timeout of one second can still use most of it.
    private const int LargestPartOfRemaining = 4;

    // Within the range of timers. Lambda's own limit is 15 minutes.
    private static readonly TimeSpan _longest = TimeSpan.FromDays(1);

    // Marks the invocation as ended if no source was ever created.
    private static readonly CancellationTokenSource _over = CreateCancelled();

    private CancellationTokenSource? _deadline;

    /// <summary>Lambda's ID of the invocation, which is in its log lines. It is not API Gateway's request ID.</summary>
    public required string AwsRequestId { get; init; }

    /// <summary>The time at which Lambda ends the invocation.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>The ARN of the function, with the version or alias that was invoked.</summary>
    public string? InvokedFunctionArn { get; init; }

    /// <summary>The X-Ray trace header of the invocation (<c>Root=…;Parent=…;Sampled=…</c>).</summary>
    public string? TraceId { get; init; }

    /// <summary>The client context of an invocation by the AWS mobile SDK, as JSON.</summary>
    public string? ClientContext { get; init; }

    /// <summary>The Amazon Cognito identity of an invocation by the AWS mobile SDK, as JSON.</summary>
    public string? CognitoIdentity { get; init; }

    /// <summary>The tenant, for functions that isolate tenants.</summary>
    public string? TenantId { get; init; }

    /// <summary>The context object of another Lambda runtime, for handlers that take the type of that runtime.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public object? RuntimeContext { get; init; }

    /// <summary>The time until <see cref="Deadline"/>. Never negative.</summary>
    public TimeSpan RemainingTime
    {
        get
        {
            var remaining = Deadline - Time.GetUtcNow();
            return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
        }
    }

    /// <summary>
    /// Fires half a second before <see cref="Deadline"/>, so that a response can still be sent. If less than two seconds remain at
    /// the first access, it fires after three quarters of that time. The timer is only created on access. After the invocation has
    /// ended, the token no longer fires, and a token that is accessed then is already canceled.
    /// </summary>
    public CancellationToken CancellationToken
    {
        get
        {
            // Several threads of a handler may access it concurrently.
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

    // The source is not reused: work that outlives this invocation would get the deadline of a later one.

    /// <summary>Releases the timer behind <see cref="CancellationToken"/>.</summary>
    public void Dispose()
    {
        var deadline = Interlocked.Exchange(ref _deadline, _over);
        if (deadline != _over)
        {
            deadline?.Dispose();
        }
    }

    /// <summary>Whether the invocation has ended. Its deadline then no longer applies.</summary>
    internal bool IsOver => Volatile.Read(ref _deadline) == _over;

    /// <summary>The clock for <see cref="Deadline"/>.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The connection of the event; set in an API with a store.</summary>
    internal string? ConnectionId { get; set; }

    /// <summary>The endpoint of the event; set in an API that pushes without a configured callback URL.</summary>
    internal EventEndpoint? EventEndpoint { get; set; }

    /// <summary>The thread of the invocation; <see langword="null"/> outside Lambda.</summary>
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
