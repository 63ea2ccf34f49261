namespace WsScaffold;

/// <summary>
/// A position in an audience. A store can spread an audience over partitions, which are read one after the other. The <see
/// langword="default"/> value is the start of the first partition.
/// </summary>
/// <param name="Partition">The partition, from 0.</param>
/// <param name="After">The ID of the last connection that was read; <see langword="null"/> for the start of the partition.</param>
public readonly record struct StorePosition(int Partition, string? After);
