using System.Buffers;
using System.Text.Json;

namespace WsScaffold.Testing;

/// <summary>Calls the function of an app, event by event.</summary>
public static class WebSocketAppTesting
{
    /// <summary>Handles one event as Lambda would deliver it: binding, filters, handler and answer, without a connection.</summary>
    /// <param name="app">The app, from <c>WebSocketApp.CreateBuilder&lt;TApi&gt;().Build()</c>.</param>
    /// <param name="lambdaEvent">The event.</param>
    /// <returns>The function's answer. It fails as the function would: with what the handler threw.</returns>
    public static async Task<FunctionAnswer> InvokeAsync(this WebSocketApp app, ApiEvent lambdaEvent)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(lambdaEvent);
        var answer = new ArrayBufferWriter<byte>();
        using var invocation = ApiEvent.Invocation();
        await app.InvokeAsync(lambdaEvent.ToJson(), invocation, answer).ConfigureAwait(false);
        return FunctionAnswer.Read(answer.WrittenMemory);
    }
}

/// <summary>What the function answers API Gateway.</summary>
/// <param name="StatusCode">The status: of the handshake on <c>$connect</c>, 200 elsewhere.</param>
/// <param name="Body">The message to the client; <see langword="null"/> for none.</param>
/// <param name="Subprotocol">The subprotocol that a handshake accepts; <see langword="null"/> for none.</param>
public sealed record FunctionAnswer(int StatusCode, string? Body, string? Subprotocol)
{
    internal static FunctionAnswer Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var answer = document.RootElement;
        return new(
            answer.GetProperty("statusCode").GetInt32(),
            answer.TryGetProperty("body", out var body) ? body.GetString() : null,
            answer.TryGetProperty("headers", out var headers) ? headers.GetProperty("Sec-WebSocket-Protocol").GetString() : null);
    }
}
