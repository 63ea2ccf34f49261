using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace FanOut;

/// <summary>A client that announces a message to all clients, and continues where an invocation had to stop.</summary>
internal sealed class GatewayClient : IDisposable
{
    private static readonly TimeSpan _timeout = TimeSpan.FromMinutes(2);
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[128 * 1024];

    public async Task ConnectAsync(Uri url) => await _socket.ConnectAsync(url, CancellationToken.None).WaitAsync(_timeout);

    /// <summary>Announces a message to all clients, in as many invocations as necessary.</summary>
    public async Task<(Sum Sum, int Invocations)> AnnounceAsync(string text)
    {
        var (sum, invocations) = (new Sum(0, 0, 0, 0), 0);
        string? token = null;
        do
        {
            var continuation = token is null ? "" : $$""","continuation":{"token":{{JsonSerializer.Serialize(token)}}}""";
            var request = Encoding.UTF8.GetBytes($$"""{"action":"announce","text":"{{text}}"{{continuation}}}""");
            await _socket.SendAsync(request, WebSocketMessageType.Text, true, CancellationToken.None);
            var data = await ReceiveResponseAsync();
            sum = new(
                sum.Delivered + data.GetProperty("delivered").GetInt32(), sum.Gone + data.GetProperty("gone").GetInt32(),
                sum.Throttled + data.GetProperty("throttled").GetInt32(), sum.Failed + data.GetProperty("failed").GetInt32());
            token = data.GetProperty("continuation") is { ValueKind: JsonValueKind.Object } rest
                ? rest.GetProperty("token").GetString()
                : null;
            invocations++;
        }
        while (token is not null);

        return (sum, invocations);
    }

    public void Dispose() => _socket.Dispose();

    private async Task<JsonElement> ReceiveResponseAsync()
    {
        while (true)
        {
            var received = await _socket.ReceiveAsync(_buffer, CancellationToken.None).WaitAsync(_timeout);
            var message = JsonElement.Parse(_buffer.AsSpan(0, received.Count));
            if (message.TryGetProperty("type", out var type) && type.GetString() == "announce")
            {
                return message.GetProperty("data");
            }

            if (message.TryGetProperty("message", out var failure))
            {
                throw new InvalidOperationException($"The announcement failed: {failure}.");
            }
        }
    }

    internal sealed record Sum(int Delivered, int Gone, int Throttled, int Failed);
}
