using WsScaffold.Gateway.Events;

namespace WsScaffold.Testing;

/// <summary>A handshake.</summary>
public sealed class ConnectEvent : ApiEvent
{
    /// <summary>The headers of the handshake.</summary>
    public IDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The query string, decoded.</summary>
    public IDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>The context that a handler of <c>$connect</c> takes; it doesn't end.</summary>
    /// <returns>The context.</returns>
    public ConnectContext ToContext() => new(Read(), Invocation());

    private protected override ReadOnlyMemory<byte> Write(EventWriter writer, ConnectionFacts connection, EventFacts facts) =>
        writer.Connect(connection, facts, Values(Headers.Append(new("Host", DomainName)).DistinctBy(static header => header.Key, StringComparer.OrdinalIgnoreCase)), Values(Query));
}
