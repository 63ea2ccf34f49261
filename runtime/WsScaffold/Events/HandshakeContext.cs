using WsScaffold.Events;

namespace WsScaffold;

/// <summary>The request of a client that wants to connect.</summary>
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

    /// <summary>The request's headers, by name without regard to case; the last value of each.</summary>
    public IReadOnlyDictionary<string, string> Headers => Live(_headers) ?? (_headers = Event.Headers.ToDictionary(Event.Json, StringComparer.OrdinalIgnoreCase));

    /// <summary>The request's headers, by name without regard to case; all values of each.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> MultiValueHeaders => Live(_multiValueHeaders) ?? (_multiValueHeaders = Event.MultiValueHeaders.ToMultiValueDictionary(Event.Json, StringComparer.OrdinalIgnoreCase));

    /// <summary>The query string, decoded; the last value of each name.</summary>
    public IReadOnlyDictionary<string, string> Query => Live(_query) ?? (_query = Event.Query.ToDictionary(Event.Json, StringComparer.Ordinal));

    /// <summary>The query string, decoded; all values of each name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> MultiValueQuery => Live(_multiValueQuery) ?? (_multiValueQuery = Event.MultiValueQuery.ToMultiValueDictionary(Event.Json, StringComparer.Ordinal));

    /// <summary>The web page that connects, for example <c>https://chat.example.com</c>; <see langword="null"/> when the client is no browser.</summary>
    public string? Origin => Event.Headers.Find(Event.Json, "Origin", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The subprotocols that the client offers (<c>Sec-WebSocket-Protocol</c>), in its order of preference. Accept one with
    /// <see cref="ConnectResult.Accept"/>: a browser drops a connection on which none of its offers was taken.
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
