using WsScaffold.Events;

namespace WsScaffold;

/// <summary>A handshake: the HTTP request with which a client connects.</summary>
public abstract class HandshakeContext : EventContext
{
    private IReadOnlyDictionary<string, string>? _headers;
    private IReadOnlyDictionary<string, IReadOnlyList<string>>? _multiValueHeaders;
    private IReadOnlyDictionary<string, string>? _query;
    private IReadOnlyDictionary<string, IReadOnlyList<string>>? _multiValueQuery;
    private IReadOnlyList<string>? _subprotocols;

    private protected HandshakeContext(WebSocketEvent webSocketEvent, LambdaInvocation invocation)
        : base(webSocketEvent, invocation)
    {
    }

    /// <summary>The headers of the request, with the last value of each. Names are not case-sensitive.</summary>
    public IReadOnlyDictionary<string, string> Headers =>
        Live(_headers) ?? (_headers = Event.Headers.ToDictionary(Event.Json, StringComparer.OrdinalIgnoreCase));

    /// <summary>The headers of the request, with all values of each. Names are not case-sensitive.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> MultiValueHeaders =>
        Live(_multiValueHeaders) ??
        (_multiValueHeaders = Event.MultiValueHeaders.ToMultiValueDictionary(Event.Json, StringComparer.OrdinalIgnoreCase));

    /// <summary>The decoded query string, with the last value of each name.</summary>
    public IReadOnlyDictionary<string, string> Query =>
        Live(_query) ?? (_query = Event.Query.ToDictionary(Event.Json, StringComparer.Ordinal));

    /// <summary>The decoded query string, with all values of each name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> MultiValueQuery =>
        Live(_multiValueQuery) ?? (_multiValueQuery = Event.MultiValueQuery.ToMultiValueDictionary(Event.Json, StringComparer.Ordinal));

    /// <summary>
    /// The origin of the web page that connects, for example <c>https://chat.example.com</c>; <see langword="null"/> if the client
    /// is not a browser.
    /// </summary>
    public string? Origin => Event.Headers.Find(Event.Json, "Origin", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The subprotocols that the client offers (<c>Sec-WebSocket-Protocol</c>), in its order of preference. Accept one with <see
    /// cref="ConnectResult.Accept"/>: a browser closes the connection if none of its offers is accepted.
    /// </summary>
    public IReadOnlyList<string> Subprotocols => Live(_subprotocols) ?? (_subprotocols = ReadSubprotocols());

    private string[] ReadSubprotocols()
    {
        var lines = Event.MultiValueHeaders.FindAll(Event.Json, "Sec-WebSocket-Protocol", StringComparison.OrdinalIgnoreCase);
        var offer = lines is null
            ? Event.Headers.Find(Event.Json, "Sec-WebSocket-Protocol", StringComparison.OrdinalIgnoreCase)
            : string.Join(',', lines);
        return offer?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
    }
}
