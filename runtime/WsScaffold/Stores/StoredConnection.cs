namespace WsScaffold;

/// <summary>A connection in a store.</summary>
/// <param name="ConnectionId">The connection ID.</param>
/// <param name="User">The <c>principalId</c> from the authorizer; <see langword="null"/> without an authorizer.</param>
/// <param name="ConnectedAt">The time of the connection, from API Gateway.</param>
/// <param name="LastSeenAt">The time of the last <see cref="IConnectionStore.TouchAsync"/>, or of the registration.</param>
/// <param name="Groups">The groups of the connection, in no particular order.</param>
public sealed record StoredConnection(
    string ConnectionId, string? User, DateTimeOffset ConnectedAt, DateTimeOffset LastSeenAt, IReadOnlyCollection<string> Groups);
