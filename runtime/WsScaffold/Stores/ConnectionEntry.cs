namespace WsScaffold;

/// <summary>A connection of an audience.</summary>
/// <param name="ConnectionId">The connection ID.</param>
/// <param name="OpenedAt">The time at which its handshake was accepted.</param>
public readonly record struct ConnectionEntry(string ConnectionId, DateTimeOffset OpenedAt);
