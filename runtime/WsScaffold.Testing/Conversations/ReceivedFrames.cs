using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;

namespace WsScaffold.Testing.Conversations;

/// <summary>
/// Receives messages until the connection ends, independently of the test's calls: a <c>Receive</c> that times out must not abort the
/// connection, and a close frame must be answered at once.
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

    /// <summary>Completes when the connection has ended. Never fails.</summary>
    public Task Ended { get; }

    /// <summary>Takes the next frame. At the end of the connection, every call returns the last frame.</summary>
    /// <returns>The frame, or <see langword="null"/> if none arrived in time.</returns>
    public async Task<ReceivedFrame?> NextAsync(TimeSpan timeout)
    {
        using var limit = new CancellationTokenSource(timeout);
        try
        {
            return await _frames.Reader.ReadAsync(limit.Token).ConfigureAwait(false);
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
            // The connection was lost, or the test aborted it: there is no close frame.
        }

        _last = new(null, new((int?)_socket.CloseStatus ?? 1006, _socket.CloseStatusDescription ?? ""));
        _frames.Writer.TryWrite(_last);
        _frames.Writer.Complete();
    }

    // Returns null for a close frame.
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
