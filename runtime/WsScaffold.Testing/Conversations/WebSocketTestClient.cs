using System.Net.WebSockets;
using System.Text;
using WsScaffold.Testing.Conversations;

namespace WsScaffold.Testing;

/// <summary>
/// A client of the API under test, over a real WebSocket connection. Received messages are queued, and each <c>Receive</c> method takes
/// the next one. If it is not what the test expects, the method throws at once, and the exception contains the message.
/// </summary>
public sealed class WebSocketTestClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket;
    private readonly ReceivedFrames _frames;
    private readonly WebSocketApiFixture _api;
    private readonly MessageTypes _messages;
    private readonly RequestWriter _requests;
    private readonly FailureLog _failures;

    private WebSocketTestClient(
        ClientWebSocket socket, WebSocketApiFixture api, MessageTypes messages, RequestWriter requests, FailureLog failures)
    {
        _socket = socket;
        _frames = new ReceivedFrames(socket);
        _api = api;
        _messages = messages;
        _requests = requests;
        _failures = failures;
    }

    /// <summary>The subprotocol that the API accepted, or <see langword="null"/>.</summary>
    public string? Subprotocol => _socket.SubProtocol;

    internal static async Task<WebSocketTestClient> ConnectAsync(
        Uri url,
        IReadOnlyDictionary<string, string>? headers,
        IEnumerable<string>? subprotocols,
        WebSocketApiFixture api,
        MessageTypes messages,
        RequestWriter requests,
        FailureLog failures)
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

    /// <summary>
    /// Sends a message to the route whose handler takes its type. The route key is added to the message in the place that the route
    /// selection expression reads.
    /// </summary>
    /// <typeparam name="T">The type that a handler takes as its request.</typeparam>
    /// <param name="message">The message.</param>
    /// <returns>A task that completes when the message is sent.</returns>
    /// <exception cref="InvalidOperationException">
    /// No handler or several handlers take the type, or the route key cannot be added to the message. The exception says what to do.
    /// </exception>
    public Task SendAsync<T>(T message) => SendTextAsync(_requests.Write(_messages.RequestOf(typeof(T)), message));

    /// <summary>Sends a message to a route.</summary>
    /// <typeparam name="T">A type that the API receives or sends as a message.</typeparam>
    /// <param name="routeKey">The route key.</param>
    /// <param name="message">The message.</param>
    /// <returns>A task that completes when the message is sent.</returns>
    /// <exception cref="InvalidOperationException">
    /// The API neither receives nor sends the type, or the route key cannot be added to the message. The exception says what to do.
    /// </exception>
    public Task SendAsync<T>(string routeKey, T message)
    {
        ArgumentException.ThrowIfNullOrEmpty(routeKey);
        return SendTextAsync(_requests.Write(routeKey, _messages.AnyOf(typeof(T)), message));
    }

    /// <summary>Sends a text without changing it.</summary>
    /// <param name="text">The text, which need not be JSON.</param>
    /// <returns>A task that completes when the text is sent.</returns>
    public Task SendAsync(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SendTextAsync(text);
    }

    /// <summary>Receives the next message, which must be a response or push of the type, and removes the envelope.</summary>
    /// <typeparam name="T">A type that a handler returns or that a client interface sends.</typeparam>
    /// <returns>The message.</returns>
    /// <exception cref="ConversationException">
    /// The client received something else, or nothing in time. The exception contains what it received and the errors that the API
    /// logged.
    /// </exception>
    /// <exception cref="InvalidOperationException">The API does not send the type.</exception>
    public async Task<T> ReceiveAsync<T>()
    {
        var expected = _messages.OutgoingOf(typeof(T));
        var text = await NextAsync(expected.Description).ConfigureAwait(false);
        return expected.TryRead<T>(text, out var message) ? message : throw Unexpected(expected.Description, text);
    }

    /// <summary>Receives the next message as text.</summary>
    /// <returns>The text.</returns>
    /// <exception cref="ConversationException">No message arrived in time, or the connection was closed.</exception>
    public Task<string> ReceiveTextAsync() => NextAsync("a message");

    /// <summary>Receives the next message, which must be an error frame, from the API or from the gateway.</summary>
    /// <returns>The error frame.</returns>
    /// <exception cref="ConversationException">The client received something else, or nothing in time.</exception>
    public async Task<ErrorFrame> ReceiveErrorAsync()
    {
        var text = await NextAsync("an error frame").ConfigureAwait(false);
        return ErrorFrame.TryRead(text) ?? throw Unexpected("an error frame", text);
    }

    /// <summary>Waits until the connection ends. No message may arrive before that.</summary>
    /// <returns>The close code and reason that the client received; 1006 if the connection was lost without a close frame.</returns>
    /// <exception cref="ConversationException">A message arrived, or the connection did not end in time.</exception>
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
    /// <param name="code">The close code that the <c>$disconnect</c> handler receives, from 1000 to 4999.</param>
    /// <param name="reason">The reason, at most 123 bytes of UTF-8.</param>
    /// <returns>A task that completes when the connection is closed. If it is closed already, nothing happens.</returns>
    public async Task CloseAsync(int code = 1000, string reason = "")
    {
        if (_socket.State != WebSocketState.Open)
        {
            return;
        }

        await _socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, CancellationToken.None).ConfigureAwait(false);
        await _frames.Ended.WaitAsync(_api.Timeout).ConfigureAwait(false);
    }

    /// <summary>
    /// Ends the connection without a close frame, like a client that lost its network. The <c>$disconnect</c> handler receives 1006.
    /// </summary>
    public void Abort() => _socket.Abort();

    /// <summary>Closes the connection if it is open.</summary>
    /// <returns>A task that completes when the connection is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await CloseAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is WebSocketException or TimeoutException or ObjectDisposedException)
        {
            // The gateway is gone or does not answer the close frame. The test's own assertions have run before this.
        }

        _socket.Dispose();
    }

    private static async Task HandshakeAsync(
        ClientWebSocket socket,
        Uri url,
        IReadOnlyDictionary<string, string>? headers,
        IEnumerable<string>? subprotocols,
        TimeSpan timeout,
        FailureLog failures)
    {
        // Without this option the socket does not keep the status of a rejection.
        socket.Options.CollectHttpResponseDetails = true;
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
        {
            socket.Options.SetRequestHeader(name, value);
        }

        foreach (var subprotocol in subprotocols ?? [])
        {
            socket.Options.AddSubProtocol(subprotocol);
        }

        using var limit = new CancellationTokenSource(timeout);
        try
        {
            await socket.ConnectAsync(url, limit.Token).ConfigureAwait(false);
        }
        catch (WebSocketException exception) when (socket.HttpStatusCode != 0)
        {
            throw new HandshakeRejectedException((int)socket.HttpStatusCode, failures.Describe(), exception);
        }
        catch (OperationCanceledException exception)
        {
            throw new ConversationException(
                $"The handshake received no response within {timeout.TotalSeconds:0.#} s.{failures.Describe()}", exception);
        }
    }

    private async Task SendTextAsync(string text)
    {
        using var limit = new CancellationTokenSource(_api.Timeout);
        var bytes = Encoding.UTF8.GetBytes(text);
        await _socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, limit.Token).ConfigureAwait(false);
    }

    private async Task<string> NextAsync(string expected)
    {
        var frame = await _frames.NextAsync(_api.Timeout).ConfigureAwait(false);
        return frame switch
        {
            { Text: { } text } => text,
            { Close: { } close } => throw Closed(expected, close),
            _ => throw Nothing(expected),
        };
    }

    private ConversationException Unexpected(string expected, string text) =>
        new($"Expected {expected}, but received: {text}{_failures.Describe()}");

    private ConversationException Closed(string expected, ConnectionClose close)
    {
        var reason = close.Reason.Length == 0 ? "" : $" ({close.Reason})";
        return new($"Expected {expected}, but the connection was closed with code {close.Code}{reason}.{_failures.Describe()}");
    }

    private ConversationException Nothing(string expected) =>
        new($"Expected {expected}, but received nothing within {_api.Timeout.TotalSeconds:0.#} s.{_failures.Describe()}");
}
