namespace WsScaffold;

/// <summary>A part of an audience.</summary>
/// <param name="Connections">The connections, by ID in ascending order; may be empty although more follow.</param>
/// <param name="Partition">The partition that all of them are in.</param>
/// <param name="Next">Where to read on; <see langword="null"/> when this was the last page.</param>
public sealed record ConnectionPage(IReadOnlyList<ConnectionEntry> Connections, int Partition, StorePosition? Next);

/// <summary>A connection of an audience.</summary>
/// <param name="ConnectionId">The connection ID.</param>
/// <param name="OpenedAt">When its handshake was accepted.</param>
public readonly record struct ConnectionEntry(string ConnectionId, DateTimeOffset OpenedAt);

/// <summary>
/// How far an audience was read. A store may spread an audience over partitions, which are read one after the other; the
/// <see langword="default"/> is the beginning of the first.
/// </summary>
/// <param name="Partition">The partition, from 0.</param>
/// <param name="After">The connection after which to go on; <see langword="null"/> for the partition's first.</param>
public readonly record struct StorePosition(int Partition, string? After);
