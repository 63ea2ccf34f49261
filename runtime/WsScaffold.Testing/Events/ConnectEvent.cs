using WsScaffold.Gateway.Events;

namespace WsScaffold.Testing;

/// <summary>A connect event, which a client's handshake causes.</summary>
public sealed class ConnectEvent : ApiEvent
{
    /// <summary>The headers of the handshake.</summary>
    public IDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The query parameters, decoded.</summary>
    public IDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>Creates the context for calling a <c>$connect</c> handler. The context does not end.</summary>
    /// <returns>The context.</returns>
    public ConnectContext ToContext() => new(Read(), Invocation());

    private protected override ReadOnlyMemory<byte> Write(EventWriter writer, ConnectionFacts connection, EventFacts facts)
    {
        var headers = Headers.Append(new("Host", DomainName)).DistinctBy(static header => header.Key, StringComparer.OrdinalIgnoreCase);
        return writer.Connect(connection, facts, Values(headers), Values(Query));
    }
}
