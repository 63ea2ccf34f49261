namespace WsScaffold;

/// <summary>
/// Who is connected, as which user, in which groups. The framework registers and removes connections; handlers
/// <see cref="JoinAsync">join</see> and <see cref="LeaveAsync">leave</see> groups and look things up.
/// </summary>
/// <remarks>
/// <para>The rules that every store keeps, whatever runs at the same time and wherever a process dies: nobody is read before
/// <see cref="OpenAsync"/>, nor after its removal or its expiry (<see cref="ConnectionLifetime.Longest"/> after
/// connecting); a member whose joining completed is read until then.</para>
/// <para>A member that joins or leaves while a group is read may be in it or not. Everybody else is read once.</para>
/// </remarks>
public interface IConnectionStore
{
    /// <summary>Which store it is, to be compared with what <see cref="WebSocketApiAttribute.Store"/> says.</summary>
    ConnectionStore Kind { get; }

    /// <summary>
    /// Registers a connection whose handshake is pending. It may join groups already, and is read by nobody until it is
    /// opened. The framework calls it.
    /// </summary>
    /// <param name="connectionId">The connection ID.</param>
    /// <param name="user">The authorizer's <c>principalId</c>, and nothing that a client said; <see langword="null"/> without an authorizer.</param>
    /// <param name="connectedAt">When API Gateway says that it connected.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Whether it is registered: not when it was removed already, by a <c>$disconnect</c> that overtook its <c>$connect</c>.</returns>
    ValueTask<bool> AddAsync(string connectionId, string? user, DateTimeOffset connectedAt, CancellationToken cancellationToken = default);

    /// <summary>Makes a registered connection readable, with all groups that it joined. The framework calls it when the handshake is accepted.</summary>
    /// <param name="connectionId">The connection ID.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Whether it is readable: not when it was removed meanwhile.</returns>
    ValueTask<bool> OpenAsync(string connectionId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes a connection that closed, from all its groups too. The framework calls it. One that was not opened yet is
    /// remembered as closed, so that a late <c>$connect</c> doesn't bring it back.
    /// </summary>
    /// <param name="connectionId">The connection ID.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Completes when nobody can read it any more.</returns>
    ValueTask RemoveAsync(string connectionId, CancellationToken cancellationToken = default);

    /// <summary>Removes connections that API Gateway said are gone (410), from all their groups too.</summary>
    /// <param name="connectionIds">The connection IDs; those that the store doesn't know are ignored.</param>
    /// <param name="openedBefore">Spares those that were opened later: a 410 may be about a connection that is just opening.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Completes when nobody can read them any more.</returns>
    ValueTask RemoveGoneAsync(IReadOnlyCollection<string> connectionIds, DateTimeOffset openedBefore, CancellationToken cancellationToken = default);

    /// <summary>Notes that a connection is alive now.</summary>
    /// <param name="connectionId">The connection ID.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Whether the store knows it.</returns>
    ValueTask<bool> TouchAsync(string connectionId, CancellationToken cancellationToken = default);

    /// <summary>Puts a connection in a group; one that is in it stays.</summary>
    /// <param name="connectionId">The connection ID; its handshake may still be pending.</param>
    /// <param name="group">The group's name, compared exactly and by case; at most 512 characters.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Whether it is in the group: not when the store doesn't know the connection.</returns>
    /// <exception cref="ArgumentException">The group's name is empty or too long.</exception>
    ValueTask<bool> JoinAsync(string connectionId, string group, CancellationToken cancellationToken = default);

    /// <summary>Takes a connection out of a group; nothing happens when it isn't in it.</summary>
    /// <param name="connectionId">The connection ID.</param>
    /// <param name="group">The group's name.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Completes when it is out.</returns>
    /// <exception cref="ArgumentException">The group's name is empty or too long.</exception>
    ValueTask LeaveAsync(string connectionId, string group, CancellationToken cancellationToken = default);

    /// <summary>Looks a connection up, before it is opened too.</summary>
    /// <param name="connectionId">The connection ID.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The connection; <see langword="null"/> when the store doesn't know it.</returns>
    ValueTask<StoredConnection?> FindAsync(string connectionId, CancellationToken cancellationToken = default);

    /// <summary>Reads a part of an audience.</summary>
    /// <param name="audience">Whose connections.</param>
    /// <param name="position">Where to begin: the <see langword="default"/>, or the <see cref="ConnectionPage.Next"/> of the page before.</param>
    /// <param name="limit">The most connections to read.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The page.</returns>
    ValueTask<ConnectionPage> ReadAsync(Audience audience, StorePosition position, int limit, CancellationToken cancellationToken = default);

    /// <summary>Counts an audience. It reads all of it, so it costs what reading costs.</summary>
    /// <param name="audience">Whose connections.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>How many there are.</returns>
    ValueTask<long> CountAsync(Audience audience, CancellationToken cancellationToken = default);
}
