namespace WsScaffold;

/// <summary>
/// Stores connections with their users and groups. The framework registers and removes connections; handlers <see
/// cref="JoinAsync">join</see> and <see cref="LeaveAsync">leave</see> groups and look up connections.
/// </summary>
/// <remarks>
/// <para>
/// Every store guarantees, under concurrency and if a process dies at any point: a connection is not read before <see
/// cref="OpenAsync"/>, after its removal, or after its expiry (<see cref="ConnectionLifetime.Longest"/> after connecting). Once a
/// join has completed, the member is read until then.
/// </para>
/// <para>A member that joins or leaves while the group is read may or may not be included. Every other member is read exactly once.</para>
/// </remarks>
public interface IConnectionStore
{
    /// <summary>The kind of the store. It must match <see cref="WebSocketApiAttribute.Store"/>.</summary>
    ConnectionStore Kind { get; }

    /// <summary>
    /// Registers a connection whose handshake is pending. It can already join groups, but is not read until it is opened. Called by
    /// the framework.
    /// </summary>
    /// <param name="connectionId">The connection ID.</param>
    /// <param name="user">
    /// The <c>principalId</c> from the authorizer, never a value from the client; <see langword="null"/> without an authorizer.
    /// </param>
    /// <param name="connectedAt">The time of the connection, from API Gateway.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// Whether it is registered; <see langword="false"/> if a <c>$disconnect</c> that overtook its <c>$connect</c> has already
    /// removed it.
    /// </returns>
    ValueTask<bool> AddAsync(string connectionId, string? user, DateTimeOffset connectedAt, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes a registered connection readable, in all groups that it joined. Called by the framework when the handshake is
    /// accepted.
    /// </summary>
    /// <param name="connectionId">The connection ID.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether it is readable; <see langword="false"/> if it was removed in the meantime.</returns>
    ValueTask<bool> OpenAsync(string connectionId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes a closed connection, also from all its groups. Called by the framework. A connection that was not opened yet is
    /// remembered as closed, so that a late <c>$connect</c> does not register it again.
    /// </summary>
    /// <param name="connectionId">The connection ID.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that completes when the connection is no longer readable.</returns>
    ValueTask RemoveAsync(string connectionId, CancellationToken cancellationToken = default);

    /// <summary>Removes connections for which API Gateway returned 410 Gone, also from all their groups.</summary>
    /// <param name="connectionIds">The connection IDs. Unknown ones are ignored.</param>
    /// <param name="openedBefore">
    /// Connections opened later are kept: API Gateway can return 410 for a connection that is still opening.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that completes when the connections are no longer readable.</returns>
    ValueTask RemoveGoneAsync(
        IReadOnlyCollection<string> connectionIds,
        DateTimeOffset openedBefore,
        CancellationToken cancellationToken = default
    );

    /// <summary>Records that a connection is alive now.</summary>
    /// <param name="connectionId">The connection ID.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether the store knows the connection.</returns>
    ValueTask<bool> TouchAsync(string connectionId, CancellationToken cancellationToken = default);

    /// <summary>Adds a connection to a group. Does nothing if it is already a member.</summary>
    /// <param name="connectionId">The connection ID. Its handshake may still be pending.</param>
    /// <param name="group">The group's name, at most 512 characters. It is case-sensitive.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether the connection is in the group; <see langword="false"/> if the store does not know the connection.</returns>
    /// <exception cref="ArgumentException">The name of the group is empty or too long.</exception>
    ValueTask<bool> JoinAsync(string connectionId, string group, CancellationToken cancellationToken = default);

    /// <summary>Removes a connection from a group. Does nothing if it is not a member.</summary>
    /// <param name="connectionId">The connection ID.</param>
    /// <param name="group">The group's name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that completes when the connection is removed from the group.</returns>
    /// <exception cref="ArgumentException">The name of the group is empty or too long.</exception>
    ValueTask LeaveAsync(string connectionId, string group, CancellationToken cancellationToken = default);

    /// <summary>Finds a connection, even before it is opened.</summary>
    /// <param name="connectionId">The connection ID.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The connection; <see langword="null"/> if the store does not know it.</returns>
    ValueTask<StoredConnection?> FindAsync(string connectionId, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of an audience.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="position">
    /// The position: the <see langword="default"/> value, or <see cref="ConnectionPage.Next"/> of the previous page.
    /// </param>
    /// <param name="limit">The maximum number of connections to read.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    ValueTask<ConnectionPage> ReadAsync(
        Audience audience,
        StorePosition position,
        int limit,
        CancellationToken cancellationToken = default
    );

    /// <summary>Counts an audience. This reads the whole audience, at the same cost.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The number of connections.</returns>
    ValueTask<long> CountAsync(Audience audience, CancellationToken cancellationToken = default);
}
