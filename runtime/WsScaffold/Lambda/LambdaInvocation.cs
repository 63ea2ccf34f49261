namespace WsScaffold;

/// <summary>
/// What Lambda says about one invocation of the function.
/// See <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">the Runtime API</see>.
/// </summary>
public sealed class LambdaInvocation : IDisposable
{
    // Time for the answer to leave the process before Lambda freezes or ends it.
    private static readonly TimeSpan s_margin = TimeSpan.FromMilliseconds(500);
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

    /// <summary>How long until <see cref="Deadline"/>; never negative.</summary>
    public TimeSpan RemainingTime
    {
        get
        {
            var remaining = Deadline - DateTimeOffset.UtcNow;
            return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
        }
    }

    /// <summary>Fires half a second before <see cref="Deadline"/>, so that an answer can still be given.</summary>
    public CancellationToken CancellationToken => (_deadline ??= Start()).Token;

    /// <summary>Releases the timer behind <see cref="CancellationToken"/>.</summary>
    public void Dispose() => _deadline?.Dispose();

    private CancellationTokenSource Start()
    {
        var remaining = RemainingTime - s_margin;
        return new CancellationTokenSource(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero);
    }
}
