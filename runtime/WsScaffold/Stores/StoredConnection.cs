namespace WsScaffold;

/// <summary>What a store knows of a connection.</summary>
/// <param name="ConnectionId">The connection ID.</param>
/// <param name="User">Who connected, by the authorizer's <c>principalId</c>; <see langword="null"/> without an authorizer.</param>
/// <param name="ConnectedAt">When API Gateway says that it connected.</param>
/// <param name="LastSeenAt">When it was last told to be alive (<see cref="IConnectionStore.TouchAsync"/>), else when it was registered.</param>
/// <param name="Groups">The groups that it joined, in no order.</param>
public sealed record StoredConnection(
    string ConnectionId, string? User, DateTimeOffset ConnectedAt, DateTimeOffset LastSeenAt, IReadOnlyCollection<string> Groups);
