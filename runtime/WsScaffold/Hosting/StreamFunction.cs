using System.Buffers;
using System.ComponentModel;
using WsScaffold.Events;
using WsScaffold.ManagementApi;

namespace WsScaffold;

/// <summary>
/// An app behind another Lambda runtime than ours, which hands it events as streams: .NET's managed runtime, or
/// Amazon.Lambda.RuntimeSupport.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StreamFunction
{
    private readonly WebSocketApp _app;

    private StreamFunction(WebSocketApp app)
    {
        _app = app;
        app.CreateManagementTransport = static () => new HttpClientTransport(TimeProvider.System);
    }

    /// <summary>Makes the app of an API, with <c>TApi.Configure(WebSocketAppBuilder)</c> applied.</summary>
    /// <typeparam name="TApi">The API class.</typeparam>
    /// <returns>The function. Whatever fails is thrown: the runtime tells Lambda.</returns>
    public static StreamFunction Create<TApi>()
        where TApi : IWebSocketApi
    {
        var builder = new WebSocketAppBuilder(TApi.Descriptor, TApi.DispatchAsync, []);
        builder.LeaveFailuresToRuntime();
        TApi.Configure(builder);
        return new(builder.Build());
    }

    /// <summary>Handles one event as <see cref="WebSocketApp.InvokeAsync"/> does.</summary>
    /// <param name="input">The event; read to its end and left open.</param>
    /// <param name="invocation">What the runtime says about the invocation; disposed with it.</param>
    /// <returns>The answer.</returns>
    public async Task<Stream> InvokeAsync(Stream input, LambdaInvocation invocation)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(invocation);
        using (invocation)
        {
            // In the flow of execution: nobody says how many invocations the runtime runs at once.
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
