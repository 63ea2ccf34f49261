namespace WsScaffold;

/// <summary>
/// Receives notifications when users come online and go offline, in an API with a store and an authorizer. Register it as a
/// singleton in <c>builder.Services</c>. It is called during the events <c>$connect</c> and <c>$disconnect</c>.
/// </summary>
/// <remarks>
/// <c>$disconnect</c> is best effort: if a connection drops without a close frame, no notification is sent until a push returns 410
/// or the entry expires. If two connections of a user open or close at the same time, both notifications may contain the same
/// number. If a connection closes while it is opening, its departure may be reported twice. Exceptions are logged and do not affect
/// the connection.
/// </remarks>
public interface IPresence
{
    /// <summary>
    /// Called when a connection of a user is accepted, before the handshake completes. The connection cannot receive pushes yet,
    /// and sends to users, groups or all connections do not include it.
    /// </summary>
    /// <param name="change">The change. <see cref="PresenceChange.Connections"/> is 1 if the user has just come online.</param>
    /// <param name="cancellationToken">Fires shortly before the Lambda deadline.</param>
    /// <returns>A task that completes when the notification is processed.</returns>
    ValueTask ConnectedAsync(PresenceChange change, CancellationToken cancellationToken);

    /// <summary>Called when a connection of a user has closed, or has failed to open after it was reported.</summary>
    /// <param name="change">The change. <see cref="PresenceChange.Connections"/> is 0 if the user has gone offline.</param>
    /// <param name="cancellationToken">Fires shortly before the Lambda deadline.</param>
    /// <returns>A task that completes when the notification is processed.</returns>
    ValueTask DisconnectedAsync(PresenceChange change, CancellationToken cancellationToken);
}
