namespace WsScaffold;

/// <summary>A change of a user's connections.</summary>
/// <param name="User">The authorizer's <c>principalId</c>.</param>
/// <param name="ConnectionId">The connection that was opened or closed.</param>
/// <param name="Connections">The number of connections of the user after the change.</param>
public sealed record PresenceChange(string User, string ConnectionId, long Connections);
