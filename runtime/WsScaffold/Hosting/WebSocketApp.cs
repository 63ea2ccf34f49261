using System.Buffers;
using Microsoft.Extensions.Logging;

namespace WsScaffold;

/// <summary>A WebSocket API, ready to run: in Lambda, on the local gateway, or event by event in a test.</summary>
public sealed class WebSocketApp : IAsyncDisposable
{
    /// <summary>What the API consists of.</summary>
    public WebSocketApiDescriptor Descriptor => throw new NotImplementedException();

    /// <summary>The logger factory that the app logs to.</summary>
    public ILoggerFactory LoggerFactory => throw new NotImplementedException();

    /// <summary>
    /// Where connections are managed, <c>https://{apiId}.execute-api.{region}.amazonaws.com/{stage}</c>. Taken from
    /// <c>WSSCAFFOLD_CALLBACK_URL</c> unless a host sets it; <see langword="null"/> when neither did.
    /// </summary>
    public Uri? CallbackUrl { get; set; }

    /// <summary>Handles one event as Lambda would deliver it and writes the answer.</summary>
    /// <param name="lambdaEvent">An API Gateway WebSocket event as UTF-8 JSON; must stay untouched until the task completes.</param>
    /// <param name="invocation">What Lambda says about the invocation.</param>
    /// <param name="answer">Takes the answer: <c>{"statusCode":200,…}</c>.</param>
    /// <returns>Completes when the event is handled. It fails where the function would: the handler threw, or the event is no WebSocket event.</returns>
    public ValueTask InvokeAsync(ReadOnlyMemory<byte> lambdaEvent, LambdaInvocation invocation, IBufferWriter<byte> answer) => throw new NotImplementedException();

    /// <summary>
    /// Serves until the process is told to stop: as a Lambda function when <c>AWS_LAMBDA_RUNTIME_API</c> is set, else on
    /// the host that the builder was given (the local gateway).
    /// </summary>
    /// <param name="cancellationToken">Stops serving.</param>
    /// <returns>Completes when serving has stopped.</returns>
    /// <exception cref="InvalidOperationException">Not in Lambda, and no host was chosen.</exception>
    public Task RunAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Disposes the app's services.</summary>
    /// <returns>Completes when they are disposed.</returns>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
