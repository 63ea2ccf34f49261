namespace WsScaffold;

/// <summary>A page of an audience.</summary>
/// <param name="Connections">The connections, in ascending order of their IDs. A page can be empty although more pages follow.</param>
/// <param name="Partition">The partition of these connections.</param>
/// <param name="Next">The position of the next page; <see langword="null"/> on the last page.</param>
public sealed record ConnectionPage(IReadOnlyList<ConnectionEntry> Connections, int Partition, StorePosition? Next);

/// <summary>A connection of an audience.</summary>
/// <param name="ConnectionId">The connection ID.</param>
/// <param name="OpenedAt">The time at which its handshake was accepted.</param>
public readonly record struct ConnectionEntry(string ConnectionId, DateTimeOffset OpenedAt);

/// <summary>
/// A position in an audience. A store can spread an audience over partitions, which are read one after the other. The <see
/// langword="default"/> value is the start of the first partition.
/// </summary>
/// <param name="Partition">The partition, from 0.</param>
/// <param name="After">The ID of the last connection that was read; <see langword="null"/> for the start of the partition.</param>
public readonly record struct StorePosition(int Partition, string? After);
