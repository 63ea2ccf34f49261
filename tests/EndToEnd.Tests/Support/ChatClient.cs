using System.Net.WebSockets;
using System.Text;

namespace WsScaffold.EndToEnd.Support;

/// <summary>A real WebSocket client that sends lines and hears lines.</summary>
internal sealed class ChatClient : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[128 * 1024];

    public static async Task<ChatClient> ConnectAsync(Uri url, string query = "")
    {
        var client = new ChatClient();
        await client._socket.ConnectAsync(new Uri(url + query), TestContext.Current.CancellationToken);
        return client;
    }

    public Task SayAsync(string text) =>
        _socket.SendAsync(
            Encoding.UTF8.GetBytes(text),
            WebSocketMessageType.Text,
            endOfMessage: true,
            TestContext.Current.CancellationToken
        );

    public async Task<string> HearAsync()
    {
        var length = 0;
        while (true)
        {
            var received = await _socket.ReceiveAsync(_buffer.AsMemory(length), TestContext.Current.CancellationToken)
                .AsTask().WaitAsync(_patience, TestContext.Current.CancellationToken);
            length += received.Count;
            if (received.EndOfMessage)
            {
                return Encoding.UTF8.GetString(_buffer, 0, length);
            }
        }
    }

    public async Task<string> AskAsync(string text)
    {
        await SayAsync(text);
        return await HearAsync();
    }

    /// <summary>Waits for the other side to close.</summary>
    /// <returns>The close code.</returns>
    public async Task<int> HearCloseAsync()
    {
        var received = await _socket.ReceiveAsync(_buffer.AsMemory(), TestContext.Current.CancellationToken)
            .AsTask().WaitAsync(_patience, TestContext.Current.CancellationToken);
        Assert.Equal(WebSocketMessageType.Close, received.MessageType);
        return (int)_socket.CloseStatus!.Value;
    }

    public Task CloseAsync() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", TestContext.Current.CancellationToken);

    public void Dispose() => _socket.Dispose();
}
