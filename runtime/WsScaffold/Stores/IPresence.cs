namespace WsScaffold;

/// <summary>
/// Is told when users come and go, in an API with a store and an authorizer: register it as a singleton in
/// <c>builder.Services</c>. It is told as part of the events <c>$connect</c> and <c>$disconnect</c>.
/// </summary>
/// <remarks>
/// <c>$disconnect</c> is best effort: of a user whose connection was cut nothing is heard, until a message finds the
/// connection gone or it expires. Two connections of a user that come or go at the same moment may each be told the same
/// number, and that one of them left may be told twice when it closes while it comes up. What it throws is logged, and turns
/// nobody away.
/// </remarks>
public interface IPresence
{
    /// <summary>
    /// A connection of a user was accepted, and its handshake waits for this. It can't be posted to yet, and what is sent to
    /// users, groups or all does not go to it.
    /// </summary>
    /// <param name="change">Who; <see cref="PresenceChange.Connections"/> is 1 when the user came.</param>
    /// <param name="cancellationToken">Fires shortly before the Lambda deadline.</param>
    /// <returns>Completes when it is noted.</returns>
    ValueTask ConnectedAsync(PresenceChange change, CancellationToken cancellationToken);

    /// <summary>A connection of a user closed, or did not come up after all.</summary>
    /// <param name="change">Who; <see cref="PresenceChange.Connections"/> is 0 when the user left.</param>
    /// <param name="cancellationToken">Fires shortly before the Lambda deadline.</param>
    /// <returns>Completes when it is noted.</returns>
    ValueTask DisconnectedAsync(PresenceChange change, CancellationToken cancellationToken);
}

/// <summary>A user came, or left.</summary>
/// <param name="User">The authorizer's <c>principalId</c>.</param>
/// <param name="ConnectionId">The connection that came or went.</param>
/// <param name="Connections">How many connections the user has now.</param>
public sealed record PresenceChange(string User, string ConnectionId, long Connections);
