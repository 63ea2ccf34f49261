namespace WsScaffold.Gateway.Integrations;

/// <summary>What the routes are integrated with: a Lambda function, wherever it runs.</summary>
internal interface IIntegration
{
    /// <summary>Invokes the function and waits for its answer.</summary>
    /// <param name="lambdaEvent">The event; not changed afterwards.</param>
    /// <param name="traceRoot">The trace that the event belongs to, <c>Root=…</c>.</param>
    /// <param name="cancellationToken">Says that nobody waits any longer. A function that runs already runs on, as on Lambda.</param>
    Task<IntegrationResult> InvokeAsync(ReadOnlyMemory<byte> lambdaEvent, string traceRoot, CancellationToken cancellationToken);
}

/// <summary>What came of an invocation.</summary>
internal readonly record struct IntegrationResult
{
    private IntegrationResult(ReadOnlyMemory<byte> answer, string? errorType, bool isUnauthorized = false)
    {
        Answer = answer;
        ErrorType = errorType;
        IsUnauthorized = isUnauthorized;
    }

    /// <summary>What the function returned, as JSON.</summary>
    public ReadOnlyMemory<byte> Answer { get; }

    /// <summary>Why there is no answer, for example <c>Function.ResponseSizeTooLarge</c>; <see langword="null"/> when there is one.</summary>
    public string? ErrorType { get; }

    /// <summary>Whether the function failed with the one message that API Gateway looks for, an authorizer's <c>Unauthorized</c>.</summary>
    public bool IsUnauthorized { get; }

    public static IntegrationResult Answered(ReadOnlyMemory<byte> answer) => new(answer, null);

    public static IntegrationResult Failed(string errorType, string? message = null) => new(default, errorType, message == "Unauthorized");
}
