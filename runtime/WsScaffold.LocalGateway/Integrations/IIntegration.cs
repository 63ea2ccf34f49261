namespace WsScaffold.Gateway.Integrations;

/// <summary>The integration of the routes: a Lambda function, in this process or in another one.</summary>
internal interface IIntegration
{
    /// <summary>Invokes the function and waits for its response.</summary>
    /// <param name="lambdaEvent">The event. The caller does not change it afterwards.</param>
    /// <param name="traceRoot">The trace that the event belongs to, <c>Root=…</c>.</param>
    /// <param name="cancellationToken">
    /// Is cancelled when the gateway stops waiting. A running invocation continues, as on Lambda.
    /// </param>
    Task<IntegrationResult> InvokeAsync(ReadOnlyMemory<byte> lambdaEvent, string traceRoot, CancellationToken cancellationToken);
}
