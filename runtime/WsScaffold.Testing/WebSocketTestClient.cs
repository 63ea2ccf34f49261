using System.Net.WebSockets;
using System.Text;
using WsScaffold.Testing.Conversations;

namespace WsScaffold.Testing;

/// <summary>
/// One side of a conversation with an API, over a real WebSocket. What arrives is kept in order, and each <c>Receive</c>
/// takes the next: a test that receives something else than it says fails at once, with what came.
/// </summary>
public sealed class WebSocketTestClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket;
    private readonly ReceivedFrames _frames;
    private readonly WebSocketApiFixture _api;
    private readonly MessageTypes _messages;
    private readonly RequestWriter _requests;
    private readonly FailureLog _failures;

    private WebSocketTestClient(ClientWebSocket socket, WebSocketApiFixture api, MessageTypes messages, RequestWriter requests, FailureLog failures)
    {
        _socket = socket;
        _frames = new ReceivedFrames(socket);
        _api = api;
        _messages = messages;
        _requests = requests;
        _failures = failures;
    }

    /// <summary>The subprotocol that the API accepted; <see langword="null"/> for none.</summary>
    public string? Subprotocol => _socket.SubProtocol;

    internal static async Task<WebSocketTestClient> ConnectAsync(
        Uri url, IReadOnlyDictionary<string, string>? headers, IEnumerable<string>? subprotocols,
        WebSocketApiFixture api, MessageTypes messages, RequestWriter requests, FailureLog failures)
    {
        var socket = new ClientWebSocket();
        try
        {
            await HandshakeAsync(socket, url, headers, subprotocols, api.Timeout, failures).ConfigureAwait(false);
            return new WebSocketTestClient(socket, api, messages, requests, failures);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a message to the route whose handler takes its type, with the route key where the route selection expression looks for it.</summary>
    /// <typeparam name="T">The type that a handler takes as the body.</typeparam>
    /// <param name="message">The message.</param>
    /// <returns>Completes when it is sent.</returns>
    /// <exception cref="InvalidOperationException">No handler takes the type, or several do; or the route key can't be written into the message. The text says what to do.</exception>
    public Task SendAsync<T>(T message) => SendTextAsync(_requests.Write(_messages.RequestOf(typeof(T)), message));

    /// <summary>Sends a message to a route.</summary>
    /// <typeparam name="T">A type that the API reads or writes.</typeparam>
    /// <param name="routeKey">The route key.</param>
    /// <param name="message">The message; of any type that goes over the wire somewhere in the API.</param>
    /// <returns>Completes when it is sent.</returns>
    /// <exception cref="InvalidOperationException">The API has no such type, or the route key can't be written into the message. The text says what to do.</exception>
    public Task SendAsync<T>(string routeKey, T message)
    {
        ArgumentException.ThrowIfNullOrEmpty(routeKey);
        return SendTextAsync(_requests.Write(routeKey, _messages.AnyOf(typeof(T)), message));
    }

    /// <summary>Sends a text as it is.</summary>
    /// <param name="text">The text: JSON or not.</param>
    /// <returns>Completes when it is sent.</returns>
    public Task SendAsync(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SendTextAsync(text);
    }

    /// <summary>Receives the next message, which must be an answer or a push of the type, and takes it out of its envelope.</summary>
    /// <typeparam name="T">A type that a handler returns, or that a client interface sends.</typeparam>
    /// <returns>The message.</returns>
    /// <exception cref="ConversationException">Something else came, or nothing; the text says what, and what the API logged as an error meanwhile.</exception>
    /// <exception cref="InvalidOperationException">The API sends no such type.</exception>
    public async Task<T> ReceiveAsync<T>()
    {
        var expected = _messages.SentOf(typeof(T));
        var text = await NextAsync(expected.Description).ConfigureAwait(false);
        return expected.TryRead<T>(text, out var message) ? message : throw Unexpected(expected.Description, text);
    }

    /// <summary>Receives the next message as it is.</summary>
    /// <returns>The text.</returns>
    /// <exception cref="ConversationException">Nothing came, or the connection was closed.</exception>
    public Task<string> ReceiveTextAsync() => NextAsync("a message");

    /// <summary>Receives the next message, which must be an error frame, the API's own or the gateway's.</summary>
    /// <returns>What it says.</returns>
    /// <exception cref="ConversationException">Something else came, or nothing.</exception>
    public async Task<ErrorFrame> ReceiveErrorAsync()
    {
        var text = await NextAsync("an error frame").ConfigureAwait(false);
        return ErrorFrame.TryRead(text) ?? throw Unexpected("an error frame", text);
    }

    /// <summary>Waits until the API closes the connection; nothing else may come before.</summary>
    /// <returns>The close code and reason, as this client got them; 1006 when the connection was lost without a close frame.</returns>
    /// <exception cref="ConversationException">A message came, or nothing.</exception>
    public async Task<ConnectionClose> ReceiveCloseAsync()
    {
        var frame = await _frames.NextAsync(_api.Timeout).ConfigureAwait(false);
        return frame switch
        {
            { Close: { } close } => close,
            { Text: { } text } => throw Unexpected("the end of the connection", text),
            _ => throw Nothing("the end of the connection"),
        };
    }

    /// <summary>Closes the connection and waits for the gateway's close frame.</summary>
    /// <param name="code">The close code, as the <c>$disconnect</c> handler sees it: 1000 to 4999.</param>
    /// <param name="reason">The reason, at most 123 bytes of UTF-8.</param>
    /// <returns>Completes when it is closed. Closing twice does nothing.</returns>
    public async Task CloseAsync(int code = 1000, string reason = "")
    {
        if (_socket.State != WebSocketState.Open)
        {
            return;
        }

        await _socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, CancellationToken.None).ConfigureAwait(false);
        await _frames.Ended.WaitAsync(_api.Timeout).ConfigureAwait(false);
    }

    /// <summary>Loses the connection without a close frame, as a client whose network is gone: <c>$disconnect</c> gets 1006.</summary>
    public void Abort() => _socket.Abort();

    /// <summary>Closes the connection if it is open.</summary>
    /// <returns>Completes when it is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await CloseAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is WebSocketException or TimeoutException or ObjectDisposedException)
        {
            // The other side is gone, or doesn't answer: what the test was about has been said before.
        }

        _socket.Dispose();
    }

    private static async Task HandshakeAsync(
        ClientWebSocket socket, Uri url, IReadOnlyDictionary<string, string>? headers, IEnumerable<string>? subprotocols, TimeSpan timeout, FailureLog failures)
    {
        // Else the status of a refusal isn't kept.
        socket.Options.CollectHttpResponseDetails = true;
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
        {
            socket.Options.SetRequestHeader(name, value);
        }

        foreach (var subprotocol in subprotocols ?? [])
        {
            socket.Options.AddSubProtocol(subprotocol);
        }

        using var patience = new CancellationTokenSource(timeout);
        try
        {
            await socket.ConnectAsync(url, patience.Token).ConfigureAwait(false);
        }
        catch (WebSocketException exception) when (socket.HttpStatusCode != 0)
        {
            throw new HandshakeRefusedException((int)socket.HttpStatusCode, failures.Describe(), exception);
        }
        catch (OperationCanceledException exception)
        {
            throw new ConversationException($"The handshake had no answer within {timeout.TotalSeconds:0.#} s.{failures.Describe()}", exception);
        }
    }

    private async Task SendTextAsync(string text)
    {
        using var patience = new CancellationTokenSource(_api.Timeout);
        await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, patience.Token).ConfigureAwait(false);
    }

    private async Task<string> NextAsync(string expected)
    {
        var frame = await _frames.NextAsync(_api.Timeout).ConfigureAwait(false);
        return frame switch
        {
            { Text: { } text } => text,
            { Close: { } close } => throw new ConversationException(
                $"Expected {expected}, but the connection was closed: {close.Code}{(close.Reason.Length == 0 ? "" : $" ({close.Reason})")}.{_failures.Describe()}"),
            _ => throw Nothing(expected),
        };
    }

    private ConversationException Unexpected(string expected, string text) => new($"Expected {expected}, but this came: {text}{_failures.Describe()}");

    private ConversationException Nothing(string expected) =>
        new($"Expected {expected}, but nothing came within {_api.Timeout.TotalSeconds:0.#} s.{_failures.Describe()}");
}
