namespace WsScaffold;

/// <summary>A page of an audience.</summary>
/// <param name="Connections">The connections, in ascending order of their IDs. A page can be empty although more pages follow.</param>
/// <param name="Partition">The partition of these connections.</param>
/// <param name="Next">The position of the next page; <see langword="null"/> on the last page.</param>
public sealed record ConnectionPage(IReadOnlyList<ConnectionEntry> Connections, int Partition, StorePosition? Next);
