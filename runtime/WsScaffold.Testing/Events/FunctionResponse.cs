using System.Text.Json;

namespace WsScaffold.Testing;

/// <summary>The response of the function to API Gateway.</summary>
/// <param name="StatusCode">The status: that of the handshake for a connect event, 200 for other events.</param>
/// <param name="Body">The response to the client, or <see langword="null"/>.</param>
/// <param name="Subprotocol">The subprotocol that a handshake accepts, or <see langword="null"/>.</param>
public sealed record FunctionResponse(int StatusCode, string? Body, string? Subprotocol)
{
    internal static FunctionResponse Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var response = document.RootElement;
        return new(
            response.GetProperty("statusCode").GetInt32(),
            response.TryGetProperty("body", out var body) ? body.GetString() : null,
            response.TryGetProperty("headers", out var headers) ? headers.GetProperty("Sec-WebSocket-Protocol").GetString() : null);
    }
}
