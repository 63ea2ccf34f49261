using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;

namespace WsScaffold.Testing.Conversations;

/// <summary>A message, or the end of the connection.</summary>
internal sealed record ReceivedFrame(string? Text, ConnectionClose? Close);

/// <summary>
/// Reads a socket to its end, whether anybody waits or not: a wait that gives up must not abort the connection, and a close
/// frame is answered at once.
/// </summary>
internal sealed class ReceivedFrames
{
    private readonly ClientWebSocket _socket;
    private readonly Channel<ReceivedFrame> _frames = Channel.CreateUnbounded<ReceivedFrame>();
    private ReceivedFrame? _last;

    public ReceivedFrames(ClientWebSocket socket)
    {
        _socket = socket;
        Ended = ReadAsync();
    }

    /// <summary>Completes when the connection has ended; never fails.</summary>
    public Task Ended { get; }

    /// <summary>The next frame, the last one again and again; null when none came in time.</summary>
    public async Task<ReceivedFrame?> NextAsync(TimeSpan timeout)
    {
        using var patience = new CancellationTokenSource(timeout);
        try
        {
            return await _frames.Reader.ReadAsync(patience.Token).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            return _last;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await ReadMessageAsync().ConfigureAwait(false) is { } text)
            {
                _frames.Writer.TryWrite(new(text, null));
            }

            if (_socket.State == WebSocketState.CloseReceived)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Lost, or aborted by the test: the end without a close frame.
        }

        _last = new(null, new((int?)_socket.CloseStatus ?? 1006, _socket.CloseStatusDescription ?? ""));
        _frames.Writer.TryWrite(_last);
        _frames.Writer.Complete();
    }

    // Null for a close frame.
    private async Task<string?> ReadMessageAsync()
    {
        var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var received = await _socket.ReceiveAsync(buffer, CancellationToken.None).ConfigureAwait(false);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            message.Write(buffer, 0, received.Count);
            if (received.EndOfMessage)
            {
                return Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length);
            }
        }
    }
}
