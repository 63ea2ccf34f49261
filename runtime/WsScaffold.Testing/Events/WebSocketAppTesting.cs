using System.Buffers;

namespace WsScaffold.Testing;

/// <summary>Invokes the function of an API with single events.</summary>
public static class WebSocketAppTesting
{
    /// <summary>Processes one event as in Lambda, with binding, filters, handler and response, but without a connection.</summary>
    /// <param name="app">The API, from <c>WebSocketApp.CreateBuilder&lt;TApi&gt;().Build()</c>.</param>
    /// <param name="lambdaEvent">The event.</param>
    /// <returns>The response of the function. If the handler throws, the task fails with the handler's exception.</returns>
    public static async Task<FunctionResponse> InvokeAsync(this WebSocketApp app, ApiEvent lambdaEvent)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(lambdaEvent);
        var response = new ArrayBufferWriter<byte>();
        using var invocation = ApiEvent.Invocation();
        await app.InvokeAsync(lambdaEvent.ToJson(), invocation, response).ConfigureAwait(false);
        return FunctionResponse.Read(response.WrittenMemory);
    }
}
