using System.Buffers;
using System.Security.Cryptography;

namespace WsScaffold.Gateway.Integrations;

/// <summary>Invokes the app in this process, so that a debugger stops in its handlers.</summary>
internal sealed class InProcessIntegration(
    Func<ReadOnlyMemory<byte>, LambdaInvocation, IBufferWriter<byte>, ValueTask> function,
    TimeSpan timeout) : IIntegration
{
    public async Task<IntegrationResult> InvokeAsync(ReadOnlyMemory<byte> lambdaEvent, string traceRoot, CancellationToken cancellationToken)
    {
        using var invocation = new LambdaInvocation
        {
            AwsRequestId = Guid.NewGuid().ToString(),
            // The invocation measures its remaining time by the clock of the machine.
            Deadline = DateTimeOffset.UtcNow + timeout,
            TraceId = LambdaTrace.Header(traceRoot),
        };

        var answer = new ArrayBufferWriter<byte>();
        try
        {
            await function(lambdaEvent, invocation, answer).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Whatever a handler throws is the failure of its invocation, as in Lambda; the app has logged it.
            return IntegrationResult.Failed(exception.GetType().Name, exception.Message);
        }

        return IntegrationResult.Answered(answer.WrittenMemory);
    }
}

/// <summary>The tracing header that Lambda hands to a function.</summary>
internal static class LambdaTrace
{
    public static string Header(string traceRoot) =>
        $"{traceRoot};Parent={RandomNumberGenerator.GetHexString(16, lowercase: true)};Sampled=0";
}
