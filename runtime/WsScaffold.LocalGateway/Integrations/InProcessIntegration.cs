using System.Buffers;

namespace WsScaffold.Gateway.Integrations;

/// <summary>Invokes the API in this process, so that breakpoints in its handlers are hit.</summary>
internal sealed class InProcessIntegration(
    Func<ReadOnlyMemory<byte>, LambdaInvocation, IBufferWriter<byte>, ValueTask> function,
    TimeSpan timeout) : IIntegration
{
    public async Task<IntegrationResult> InvokeAsync(
        ReadOnlyMemory<byte> lambdaEvent, string traceRoot, CancellationToken cancellationToken)
    {
        using var invocation = new LambdaInvocation
        {
            AwsRequestId = Guid.NewGuid().ToString(),
            // The invocation computes its remaining time from the system clock.
            Deadline = TimeProvider.System.GetUtcNow() + timeout,
            TraceId = LambdaTrace.Header(traceRoot),
        };

        var response = new ArrayBufferWriter<byte>();
        try
        {
            await function(lambdaEvent, invocation, response).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Any exception is a function error, as in Lambda. The API has already logged it.
            return IntegrationResult.Failed(exception.GetType().Name, exception.Message);
        }

        return IntegrationResult.Succeeded(response.WrittenMemory);
    }
}
