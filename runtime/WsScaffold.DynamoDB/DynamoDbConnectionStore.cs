using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using WsScaffold.DynamoDB;

namespace WsScaffold;

/// <summary>Stores connections in one DynamoDB table, with queries and conditional writes only.</summary>
/// <remarks>
/// <para>A connection has one row of its own, which lists its memberships, and one row for each membership. Every step changes one row,
/// and the order of the steps makes it safe for a process to die between them. To join, the membership is written as pending, then
/// listed by the connection unless that is closed, then opened if the row still exists. To remove a connection, the connection is closed,
/// then the listed memberships are deleted, then the connection itself. So every open membership is listed by a connection that is not
/// closed, and a join that loses against a removal finds no row to open.</para>
/// <para>After five retries, an error of DynamoDB is thrown as an <see cref="AmazonDynamoDBException"/>. If the table is missing, has the
/// wrong keys or is not accessible, an <see cref="InvalidOperationException"/> says how to fix it.</para>
/// </remarks>
public sealed class DynamoDbConnectionStore : IConnectionStore
{
    private const string Key = $"#{ConnectionTable.PartitionKey}";
    private const string Expires = $"#{ConnectionTable.TimeToLive}";
    private const string HasToken = $"#{Row.Token} = :token";
    private const string IsKnown = $"#{Row.State} IN (:pending, :open) AND {Expires} > :now";

    // For joins that concurrent leaves of the same connection and group undo.
    private const int MaxJoinAttempts = 5;

    // The number of connections that are closed concurrently.
    private const int MaxRemovals = 16;

    private readonly Table _table;
    private readonly RowKeys _keys;
    private readonly TimeProvider _clock;

    /// <summary>Creates the store, without a request to DynamoDB.</summary>
    /// <param name="client">The client to use. The store does not dispose it.</param>
    /// <param name="options">The table and the numbers of shards.</param>
    /// <param name="clock">The clock for expiry times; <see langword="null"/> for the system clock.</param>
    /// <exception cref="InvalidOperationException">The name of the table is unknown.</exception>
    /// <exception cref="ArgumentException">An option is out of range. The message says which and what to use.</exception>
    public DynamoDbConnectionStore(IAmazonDynamoDB client, DynamoDbConnectionStoreOptions options, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        _keys = new(options.Validated());
        _clock = clock ?? TimeProvider.System;
        var name = options.TableName ?? Environment.GetEnvironmentVariable(ConnectionTable.NameVariable);
        _table = string.IsNullOrEmpty(name)
            ? throw new InvalidOperationException(
                "The name of the DynamoDB table for connections is unknown. "
                    + $"Set the environment variable {ConnectionTable.NameVariable}, as WsScaffold.Cdk does, "
                    + $"or {nameof(DynamoDbConnectionStoreOptions)}.{nameof(options.TableName)}.")
            : new(client, name, _clock);
    }

    /// <inheritdoc/>
    public ConnectionStore Kind => ConnectionStore.DynamoDb;

    /// <inheritdoc/>
    public async ValueTask<bool> AddAsync(
        string connectionId, string? user, DateTimeOffset connectedAt, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        var now = _clock.GetUtcNow();
        var key = _keys.Row(Audience.All, connectionId);
        var row = new Dictionary<string, AttributeValue>(key)
        {
            [Row.State] = new(Row.Pending),
            [Row.Connected] = Row.Milliseconds(connectedAt),
            [Row.Seen] = Row.Milliseconds(now),
            [ConnectionTable.TimeToLive] = Row.ExpiresAt(connectedAt + ConnectionLifetime.Longest),
        };
        Membership? membership = null;
        if (user is not null)
        {
            var audience = Audience.User(user);
            membership = new(audience, await ReserveAsync(audience, connectionId, cancellationToken).ConfigureAwait(false));
            row[Row.User] = new(user);
            row[Row.Memberships] = new() { SS = [membership.ToString()!] };
        }

        const string IsNew = $"attribute_not_exists({Key}) OR {Expires} <= :now";
        var values = new Dictionary<string, AttributeValue> { [":now"] = Row.Seconds(now) };
        if (await _table.PutAsync(row, IsNew, values, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        // The row exists: a tombstone, or the row itself if the SDK repeated the request because the response was lost.
        if (await _table.GetAsync(key, cancellationToken).ConfigureAwait(false) is { StateText: Row.Pending or Row.Open })
        {
            return true;
        }

        if (membership is { } reserved)
        {
            await CancelAsync(reserved, connectionId, cancellationToken).ConfigureAwait(false);
        }

        return false;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> OpenAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        var now = _clock.GetUtcNow();
        var connection = await UpdateKnownAsync(
            connectionId,
            $"SET #{Row.State} = :open, #{Row.Opened} = :at",
            new() { [":at"] = Row.Milliseconds(now) },
            cancellationToken).ConfigureAwait(false);
        if (connection is not { } open)
        {
            return false;
        }

        foreach (var membership in open.MembershipList)
        {
            await OpenMembershipAsync(membership, connectionId, open, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <inheritdoc/>
    public async ValueTask RemoveAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        var closed = await CloseAsync(connectionId, condition: null, [], cancellationToken).ConfigureAwait(false);
        await DeleteClosedAsync([(connectionId, closed!.Value)], cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask RemoveGoneAsync(
        IReadOnlyCollection<string> connectionIds, DateTimeOffset openedBefore, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connectionIds);
        foreach (var chunk in connectionIds.Chunk(MaxRemovals))
        {
            var rows = await Task.WhenAll(chunk.Select(connectionId => CloseAsync(
                connectionId,
                $"#{Row.State} = :closed OR (#{Row.State} = :open AND #{Row.Opened} < :before)",
                new() { [":open"] = new(Row.Open), [":before"] = Row.Milliseconds(openedBefore) },
                cancellationToken))).ConfigureAwait(false);
            var closed = chunk.Zip(rows, static (connectionId, row) => (ConnectionId: connectionId, Row: row))
                .Where(static connection => connection.Row is not null)
                .Select(static connection => (connection.ConnectionId, connection.Row!.Value));
            await DeleteClosedAsync([.. closed], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TouchAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        var values = new Dictionary<string, AttributeValue> { [":at"] = Row.Milliseconds(_clock.GetUtcNow()) };
        var row = await UpdateKnownAsync(connectionId, $"SET #{Row.Seen} = :at", values, cancellationToken).ConfigureAwait(false);
        return row is not null;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> JoinAsync(string connectionId, string group, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        var audience = Audience.Group(group);
        for (var attempts = 0; attempts < MaxJoinAttempts; attempts++)
        {
            var membership = new Membership(audience, await ReserveAsync(audience, connectionId, cancellationToken).ConfigureAwait(false));
            var connection = await UpdateKnownAsync(
                connectionId,
                $"ADD #{Row.Memberships} :membership",
                new() { [":membership"] = new() { SS = [membership.ToString()] } },
                cancellationToken).ConfigureAwait(false);
            if (connection is not { } known)
            {
                await CancelAsync(membership, connectionId, cancellationToken).ConfigureAwait(false);
                return false;
            }

            // If the connection is pending, OpenAsync will open the membership.
            if (known.StateText == Row.Pending
                || await OpenMembershipAsync(membership, connectionId, known, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }

            // A concurrent leave deleted the membership before the connection listed it.
            await UnlistAsync(connectionId, [membership], cancellationToken).ConfigureAwait(false);
        }

        throw new InvalidOperationException(
            $"The connection joined and left the {audience} at the same time, {MaxJoinAttempts} times in a row. "
                + "Await one call before you start the next.");
    }

    /// <inheritdoc/>
    public async ValueTask LeaveAsync(string connectionId, string group, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        var audience = Audience.Group(group);
        var row = await _table.DeleteAsync(_keys.Row(audience, connectionId), null, null, cancellationToken).ConfigureAwait(false);
        Membership[] deleted = row is { } member
            ? [new Membership(audience, member.TokenText)]
            : await ListedWithoutRowAsync(audience, connectionId, cancellationToken).ConfigureAwait(false);
        if (deleted.Length > 0)
        {
            // Only the deleted membership, not one of a later join.
            await UnlistAsync(connectionId, deleted, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<StoredConnection?> FindAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        var row = await _table.GetAsync(_keys.Row(Audience.All, connectionId), cancellationToken).ConfigureAwait(false);
        if (row is not { StateText: Row.Pending or Row.Open } known || known.Expires <= _clock.GetUtcNow())
        {
            return null;
        }

        var groups = known.MembershipList
            .Where(static membership => membership.Audience.Kind == AudienceKind.Group)
            .Select(static membership => membership.Audience.Name)
            .Distinct(StringComparer.Ordinal);
        return new(connectionId, known.UserText, known.Time(Row.Connected), known.Time(Row.Seen), [.. groups]);
    }

    /// <inheritdoc/>
    public async ValueTask<ConnectionPage> ReadAsync(
        Audience audience, StorePosition position, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var response = await QueryAsync(audience, position, limit, count: false, cancellationToken).ConfigureAwait(false);
        var connections = new List<ConnectionEntry>(response.Items?.Count ?? 0);
        foreach (var row in (response.Items ?? []).Select(static item => new Row(item)))
        {
            connections.Add(new(row.ConnectionId, row.Time(Row.Opened)));
        }

        return new(connections, position.Partition, NextOf(audience, position, response));
    }

    /// <inheritdoc/>
    public async ValueTask<long> CountAsync(Audience audience, CancellationToken cancellationToken = default)
    {
        long count = 0;
        StorePosition? next = default(StorePosition);
        while (next is { } position)
        {
            var response = await QueryAsync(audience, position, limit: null, count: true, cancellationToken).ConfigureAwait(false);
            count += response.Count ?? 0;
            next = NextOf(audience, position, response);
        }

        return count;
    }

    private Task<QueryResponse> QueryAsync(
        Audience audience, StorePosition position, int? limit, bool count, CancellationToken cancellationToken)
    {
        var partition = RowKeys.Partition(audience, position.Partition);
        return _table.QueryAsync(partition, position.After, limit, count, _clock.GetUtcNow(), cancellationToken);
    }

    private StorePosition? NextOf(Audience audience, StorePosition position, QueryResponse response) =>
        response.LastEvaluatedKey is { Count: > 0 } last ? new(position.Partition, last[ConnectionTable.SortKey].S)
        : position.Partition + 1 < _keys.Shards(audience) ? new(position.Partition + 1, null)
        : null;

    // A membership may be listed although its row was deleted: by an earlier attempt whose response was lost, or by a process that then
    // died. A join never causes that, because it writes the row before the connection lists it.
    private async Task<Membership[]> ListedWithoutRowAsync(Audience audience, string connectionId, CancellationToken cancellationToken)
    {
        var connection = await _table.GetAsync(_keys.Row(Audience.All, connectionId), cancellationToken).ConfigureAwait(false);
        Membership[] listed = connection is { } known
            ? [.. known.MembershipList.Where(membership => membership.Audience == audience)]
            : [];
        if (listed.Length == 0)
        {
            return listed;
        }

        var member = await _table.GetAsync(_keys.Row(audience, connectionId), cancellationToken).ConfigureAwait(false);
        return [.. listed.Where(membership => membership.Token != member?.TokenText)];
    }

    private Task<Row?> UnlistAsync(string connectionId, Membership[] memberships, CancellationToken cancellationToken) =>
        _table.UpdateAsync(
            _keys.Row(Audience.All, connectionId),
            $"DELETE #{Row.Memberships} :membership",
            $"attribute_exists({Key})",
            new() { [":membership"] = new() { SS = [.. memberships.Select(static membership => membership.ToString())] } },
            ReturnValue.NONE,
            cancellationToken);

    // An existing row keeps its state and its token.
    private async Task<string> ReserveAsync(Audience audience, string connectionId, CancellationToken cancellationToken)
    {
        var row = await _table.UpdateAsync(
            _keys.Row(audience, connectionId),
            $"SET #{Row.State} = if_not_exists(#{Row.State}, :pending), #{Row.Token} = if_not_exists(#{Row.Token}, :token), "
                + $"{Expires} = if_not_exists({Expires}, :expires)",
            condition: null,
            new()
            {
                [":pending"] = new(Row.Pending),
                [":token"] = new(Membership.NewToken()),
                [":expires"] = Row.ExpiresAt(_clock.GetUtcNow() + ConnectionLifetime.Longest),
            },
            ReturnValue.ALL_NEW,
            cancellationToken).ConfigureAwait(false);
        return row!.Value.TokenText;
    }

    private Task<Row?> CancelAsync(Membership membership, string connectionId, CancellationToken cancellationToken) => _table.DeleteAsync(
        _keys.Row(membership.Audience, connectionId), HasToken, new() { [":token"] = new(membership.Token) }, cancellationToken);

    // Fails if the row was deleted in the meantime, by a leave or a removal, or belongs to another join.
    private async Task<bool> OpenMembershipAsync(
        Membership membership, string connectionId, Row connection, CancellationToken cancellationToken)
    {
        var row = await _table.UpdateAsync(
            _keys.Row(membership.Audience, connectionId),
            $"SET #{Row.State} = :open, #{Row.Opened} = :at, {Expires} = :expires",
            HasToken,
            new()
            {
                [":open"] = new(Row.Open),
                [":at"] = Row.Milliseconds(connection.Time(Row.Opened)),
                [":expires"] = Row.ExpiresAt(connection.Expires),
                [":token"] = new(membership.Token),
            },
            ReturnValue.NONE,
            cancellationToken).ConfigureAwait(false);
        return row is not null;
    }

    private Task<Row?> UpdateKnownAsync(
        string connectionId, string update, Dictionary<string, AttributeValue> values, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        values[":pending"] = new(Row.Pending);
        values[":open"] = new(Row.Open);
        values[":now"] = Row.Seconds(_clock.GetUtcNow());
        return _table.UpdateAsync(_keys.Row(Audience.All, connectionId), update, IsKnown, values, ReturnValue.ALL_NEW, cancellationToken);
    }

    private Task<Row?> CloseAsync(
        string connectionId, string? condition, Dictionary<string, AttributeValue> values, CancellationToken cancellationToken)
    {
        values[":closed"] = new(Row.Closed);
        values[":expires"] = Row.ExpiresAt(_clock.GetUtcNow() + ConnectionLifetime.Tombstone);
        return _table.UpdateAsync(
            _keys.Row(Audience.All, connectionId),
            $"SET #{Row.State} = :closed, {Expires} = :expires",
            condition,
            values,
            ReturnValue.ALL_NEW,
            cancellationToken);
    }

    // The connections are deleted last. Until then, another removal still finds the memberships to delete.
    private async Task DeleteClosedAsync(IReadOnlyList<(string ConnectionId, Row Row)> closed, CancellationToken cancellationToken)
    {
        var memberships = closed.SelectMany(connection => connection.Row.MembershipList
            .Select(static membership => membership.Audience)
            .Distinct()
            .Select(audience => _keys.Row(audience, connection.ConnectionId)));
        await _table.DeleteAllAsync(memberships, cancellationToken).ConfigureAwait(false);

        // A connection that was never open is kept as a tombstone, so that a late $connect event does not add it.
        var connections = closed
            .Where(static connection => connection.Row.WasOpen)
            .Select(connection => _keys.Row(Audience.All, connection.ConnectionId));
        await _table.DeleteAllAsync(connections, cancellationToken).ConfigureAwait(false);
    }
}
