namespace WsScaffold;

/// <summary>A store in the memory of the process, for development and tests. Thread-safe.</summary>
/// <param name="maxConnections">
/// The maximum number of connections, including closed ones that must be remembered. Registering more throws.
/// </param>
/// <param name="maxGroups">The maximum number of groups of a connection. Joining more throws.</param>
/// <param name="clock">The clock for expiry. The default is the system clock.</param>
public sealed class InMemoryConnectionStore(int maxConnections = 100_000, int maxGroups = 1_000, TimeProvider? clock = null)
    : IConnectionStore
{
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Connection> _connections = new(StringComparer.Ordinal);
    private readonly Dictionary<Audience, SortedSet<string>> _audiences = [];

    private enum State
    {
        Pending,
        Open,
        Closed,
    }

    /// <inheritdoc/>
    public ConnectionStore Kind => ConnectionStore.InMemory;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The store is full.</exception>
    public ValueTask<bool> AddAsync(
        string connectionId,
        string? user,
        DateTimeOffset connectedAt,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        var now = Enter(cancellationToken);
        lock (_lock)
        {
            if (Find(connectionId, now) is { } existing)
            {
                return new(existing.State != State.Closed);
            }

            Put(new(connectionId, user, connectedAt, now, connectedAt + ConnectionLifetime.Longest, State.Pending), now);
            if (user is not null)
            {
                Include(Audience.User(user), connectionId);
            }

            Include(Audience.All, connectionId);
            return new(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> OpenAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        var now = Enter(cancellationToken);
        lock (_lock)
        {
            if (Find(connectionId, now) is not { State: not State.Closed } connection)
            {
                return new(false);
            }

            if (connection.State == State.Pending)
            {
                (connection.State, connection.OpenedAt) = (State.Open, now);
            }

            return new(true);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The store is full.</exception>
    public ValueTask RemoveAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        var now = Enter(cancellationToken);
        lock (_lock)
        {
            var connection = Find(connectionId, now);
            Forget(connectionId);
            if (connection is not { State: State.Open })
            {
                Put(new(connectionId, null, now, now, now + ConnectionLifetime.Tombstone, State.Closed), now);
            }
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask RemoveGoneAsync(
        IReadOnlyCollection<string> connectionIds,
        DateTimeOffset openedBefore,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(connectionIds);
        Enter(cancellationToken);
        lock (_lock)
        {
            foreach (var connectionId in connectionIds)
            {
                if (
                    _connections.TryGetValue(connectionId, out var connection)
                    && connection.State == State.Open
                    && connection.OpenedAt < openedBefore
                )
                {
                    Forget(connectionId);
                }
            }
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask<bool> TouchAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        var now = Enter(cancellationToken);
        lock (_lock)
        {
            if (Find(connectionId, now) is not { State: not State.Closed } connection)
            {
                return new(false);
            }

            connection.LastSeenAt = now;
            return new(true);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The connection is in the maximum number of groups.</exception>
    public ValueTask<bool> JoinAsync(string connectionId, string group, CancellationToken cancellationToken = default)
    {
        var audience = Audience.Group(group);
        var now = Enter(cancellationToken);
        lock (_lock)
        {
            if (Find(connectionId, now) is not { State: not State.Closed } connection)
            {
                return new(false);
            }

            if (connection.Groups.Count >= maxGroups && !connection.Groups.Contains(group))
            {
                throw new InvalidOperationException(
                    $"The connection is in {maxGroups} groups, the maximum of this {nameof(InMemoryConnectionStore)}. Leave a group "
                        + $"first, or create the store with a larger maxGroups."
                );
            }

            connection.Groups.Add(group);
            Include(audience, connectionId);
            return new(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask LeaveAsync(string connectionId, string group, CancellationToken cancellationToken = default)
    {
        var audience = Audience.Group(group);
        var now = Enter(cancellationToken);
        lock (_lock)
        {
            if (Find(connectionId, now) is { } connection && connection.Groups.Remove(group))
            {
                Exclude(audience, connectionId);
            }
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask<StoredConnection?> FindAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        var now = Enter(cancellationToken);
        lock (_lock)
        {
            return new(Find(connectionId, now) is { State: not State.Closed } connection
                ? new StoredConnection(connectionId, connection.User, connection.ConnectedAt, connection.LastSeenAt, [.. connection.Groups])
                : null);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ConnectionPage> ReadAsync(
        Audience audience,
        StorePosition position,
        int limit,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var now = Enter(cancellationToken);
        lock (_lock)
        {
            var page = new List<ConnectionEntry>();
            foreach (var connectionId in After(audience, position.After))
            {
                if (_connections[connectionId] is { State: State.Open } connection && connection.ExpiresAt > now)
                {
                    if (page.Count == limit)
                    {
                        return new(new ConnectionPage(page, 0, new StorePosition(0, page[^1].ConnectionId)));
                    }

                    page.Add(new(connectionId, connection.OpenedAt));
                }
            }

            return new(new ConnectionPage(page, 0, null));
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> CountAsync(Audience audience, CancellationToken cancellationToken = default)
    {
        var now = Enter(cancellationToken);
        lock (_lock)
        {
            return new(
                After(audience, null)
                    .LongCount(connectionId => _connections[connectionId] is { State: State.Open } connection && connection.ExpiresAt > now)
            );
        }
    }

    private DateTimeOffset Enter(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _clock.GetUtcNow();
    }

    private Connection? Find(string connectionId, DateTimeOffset now)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        if (!_connections.TryGetValue(connectionId, out var connection))
        {
            return null;
        }

        if (connection.ExpiresAt > now)
        {
            return connection;
        }

        Forget(connectionId);
        return null;
    }

    private void Put(Connection connection, DateTimeOffset now)
    {
        if (_connections.Count >= maxConnections)
        {
            foreach (var expired in _connections.Values.Where(known => known.ExpiresAt <= now).Select(known => known.Id).ToList())
            {
                Forget(expired);
            }

            if (_connections.Count >= maxConnections)
            {
                throw new InvalidOperationException(
                    $"This {nameof(InMemoryConnectionStore)} is full: it holds {maxConnections} connections. Create it with a larger "
                        + $"maxConnections, or use a database."
                );
            }
        }

        _connections.Add(connection.Id, connection);
    }

    private void Forget(string connectionId)
    {
        if (!_connections.Remove(connectionId, out var connection))
        {
            return;
        }

        Exclude(Audience.All, connectionId);
        if (connection.User is not null)
        {
            Exclude(Audience.User(connection.User), connectionId);
        }

        foreach (var group in connection.Groups)
        {
            Exclude(Audience.Group(group), connectionId);
        }
    }

    private void Include(Audience audience, string connectionId)
    {
        if (!_audiences.TryGetValue(audience, out var members))
        {
            _audiences[audience] = members = new(StringComparer.Ordinal);
        }

        members.Add(connectionId);
    }

    private void Exclude(Audience audience, string connectionId)
    {
        if (_audiences.TryGetValue(audience, out var members) && members.Remove(connectionId) && members.Count == 0)
        {
            _audiences.Remove(audience);
        }
    }

    private IEnumerable<string> After(Audience audience, string? connectionId)
    {
        if (!_audiences.TryGetValue(audience, out var members))
        {
            return [];
        }

        if (connectionId is null)
        {
            return members;
        }

        // The view starts with the connection itself, if it still exists.
        return string.CompareOrdinal(connectionId, members.Max) >= 0
            ? []
            : members.GetViewBetween(connectionId, members.Max).Where(member => member != connectionId);
    }

    private sealed class Connection(
        string id,
        string? user,
        DateTimeOffset connectedAt,
        DateTimeOffset now,
        DateTimeOffset expiresAt,
        State state
    )
    {
        public string Id { get; } = id;

        public string? User { get; } = user;

        public DateTimeOffset ConnectedAt { get; } = connectedAt;

        public DateTimeOffset ExpiresAt { get; } = expiresAt;

        public DateTimeOffset LastSeenAt { get; set; } = now;

        public DateTimeOffset OpenedAt { get; set; } = now;

        public State State { get; set; } = state;

        public HashSet<string> Groups { get; } = new(StringComparer.Ordinal);
    }
}
