using System.Buffers;
using System.ComponentModel;
using WsScaffold.Events;
using WsScaffold.ManagementApi;

namespace WsScaffold;

/// <summary>An app on a Lambda runtime that passes events as streams: the managed .NET runtime, or Amazon.Lambda.RuntimeSupport.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StreamFunction
{
    private readonly WebSocketApp _app;

    private StreamFunction(WebSocketApp app)
    {
        _app = app;
        app.CreateManagementTransport = static () => new HttpClientTransport(TimeProvider.System);
    }

    /// <summary>Creates the app of an API and applies <c>TApi.Configure(WebSocketAppBuilder)</c>.</summary>
    /// <typeparam name="TApi">The API class.</typeparam>
    /// <returns>The function. Failures are thrown, and the runtime reports them to Lambda.</returns>
    public static StreamFunction Create<TApi>()
        where TApi : IWebSocketApi
    {
        var builder = new WebSocketAppBuilder(TApi.Descriptor, TApi.DispatchAsync, []);
        builder.LeaveFailuresToRuntime();
        TApi.Configure(builder);
        return new(builder.Build());
    }

    /// <summary>Handles one event as <see cref="WebSocketApp.InvokeAsync"/> does.</summary>
    /// <param name="input">The event. The stream is read to its end and left open.</param>
    /// <param name="invocation">The invocation. It is disposed when the event is handled.</param>
    /// <returns>The response.</returns>
    public async Task<Stream> InvokeAsync(Stream input, LambdaInvocation invocation)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(invocation);
        using (invocation)
        {
            // It flows: the number of concurrent invocations of the runtime is unknown.
            InvocationContext.Enter(invocation, isOnly: false);
            var response = new ArrayBufferWriter<byte>();
            await _app.InvokeAsync(await ReadAsync(input).ConfigureAwait(false), invocation, response).ConfigureAwait(false);
            return new MemoryStream(response.WrittenSpan.ToArray(), writable: false);
        }
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(Stream input)
    {
        var lambdaEvent = new MemoryStream();
        await input.CopyToAsync(lambdaEvent).ConfigureAwait(false);
        return lambdaEvent.GetBuffer().AsMemory(0, (int)lambdaEvent.Length);
    }
}
