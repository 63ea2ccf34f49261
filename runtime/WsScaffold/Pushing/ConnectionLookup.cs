namespace WsScaffold;

/// <summary>The result of <see cref="IConnections.GetAsync"/>.</summary>
/// <param name="Status">The status of the call.</param>
/// <param name="Connection">The connection, if <paramref name="Status"/> is <see cref="ConnectionStatus.Ok"/>.</param>
public sealed record ConnectionLookup(ConnectionStatus Status, ConnectionDetails? Connection);
