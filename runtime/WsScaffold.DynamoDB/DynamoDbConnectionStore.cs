using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using WsScaffold.DynamoDB;

namespace WsScaffold;

/// <summary>Keeps connections in one DynamoDB table, by queries and conditional writes alone.</summary>
/// <remarks>
/// <para>A connection has a row of its own, which lists where it is a member, and a row for each membership. No step needs
/// more than one row at a time, and a process may die between any two of them, because of their order: a membership is
/// written as pending, then listed by the connection if that is not closed, then made readable if it is still there. A
/// removal closes the connection, then deletes what it lists, then the connection itself. So whatever is readable is
/// listed by a connection that is not closed, and a joining that loses against a removal finds nothing to make readable.</para>
/// <para>A failure of the service is an <see cref="AmazonDynamoDBException"/>, after five retries; a table that is missing or
/// of another form an <see cref="InvalidOperationException"/> that says how to mend it.</para>
/// </remarks>
public sealed class DynamoDbConnectionStore : IConnectionStore
{
    private const string Key = $"#{ConnectionTable.PartitionKey}";
    private const string Expires = $"#{ConnectionTable.TimeToLive}";
    private const string IsMine = $"#{Row.Token} = :token";
    private const string IsKnown = $"#{Row.State} IN (:pending, :open) AND {Expires} > :now";

    // Joinings of one connection and group that undo each other.
    private const int JoinTries = 5;

    // Connections that are gone are closed this many at a time.
    private const int MaxRemovals = 16;

    private readonly Table _table;
    private readonly RowKeys _keys;
    private readonly TimeProvider _clock;

    /// <summary>Makes the store; nothing is called yet.</summary>
    /// <param name="client">The client to use; it is not disposed with the store.</param>
    /// <param name="options">The table and how rows are spread.</param>
    /// <param name="clock">What expiry is measured by; the system's clock unless given.</param>
    /// <exception cref="InvalidOperationException">There is no telling which table.</exception>
    /// <exception cref="ArgumentException">An option is wrong; the text says which and what to use.</exception>
    public DynamoDbConnectionStore(IAmazonDynamoDB client, DynamoDbConnectionStoreOptions options, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        _keys = new(options.Validated());
        _clock = clock ?? TimeProvider.System;
        var name = options.TableName ?? Environment.GetEnvironmentVariable(ConnectionTable.NameVariable);
        _table = string.IsNullOrEmpty(name)
            ? throw new InvalidOperationException(
                $"There is no telling which DynamoDB table keeps the connections. Set {ConnectionTable.NameVariable}, as the infrastructure does, or {nameof(DynamoDbConnectionStoreOptions)}.{nameof(options.TableName)}.")
            : new(client, name, _clock);
    }

    /// <inheritdoc/>
    public ConnectionStore Kind => ConnectionStore.DynamoDb;

    /// <inheritdoc/>
    public async ValueTask<bool> AddAsync(string connectionId, string? user, DateTimeOffset connectedAt, CancellationToken cancellationToken = default)
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
            membership = new(Audience.User(user), await ReserveAsync(Audience.User(user), connectionId, cancellationToken).ConfigureAwait(false));
            row[Row.User] = new(user);
            row[Row.Memberships] = new() { SS = [membership.ToString()!] };
        }

        var values = new Dictionary<string, AttributeValue> { [":now"] = Row.Seconds(now) };
        if (await _table.PutAsync(row, $"attribute_not_exists({Key}) OR {Expires} <= :now", values, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        // Closed before it opened; or the client sent this a second time, after an answer that it did not get.
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
            await MakeReadableAsync(membership, connectionId, open, cancellationToken).ConfigureAwait(false);
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
    public async ValueTask RemoveGoneAsync(IReadOnlyCollection<string> connectionIds, DateTimeOffset openedBefore, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connectionIds);
        foreach (var some in connectionIds.Chunk(MaxRemovals))
        {
            var closed = await Task.WhenAll(some.Select(async connectionId => (connectionId, Row: await CloseAsync(
                connectionId,
                $"#{Row.State} = :closed OR (#{Row.State} = :open AND #{Row.Opened} < :before)",
                new() { [":open"] = new(Row.Open), [":before"] = Row.Milliseconds(openedBefore) },
                cancellationToken).ConfigureAwait(false)))).ConfigureAwait(false);
            await DeleteClosedAsync([.. closed.Where(static one => one.Row is not null).Select(static one => (one.connectionId, one.Row!.Value))], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TouchAsync(string connectionId, CancellationToken cancellationToken = default) =>
        await UpdateKnownAsync(
            connectionId, $"SET #{Row.Seen} = :at", new() { [":at"] = Row.Milliseconds(_clock.GetUtcNow()) }, cancellationToken).ConfigureAwait(false) is not null;

    /// <inheritdoc/>
    public async ValueTask<bool> JoinAsync(string connectionId, string group, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        var audience = Audience.Group(group);
        for (var tries = 0; tries < JoinTries; tries++)
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

            // Of a connection that is not open yet, opening makes it readable.
            if (known.StateText == Row.Pending || await MakeReadableAsync(membership, connectionId, known, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }

            // It was left meanwhile, when the connection did not list it yet.
            await UnlistAsync(connectionId, [membership], cancellationToken).ConfigureAwait(false);
        }

        throw new InvalidOperationException($"The connection joined the {audience} and left it at the same time, {JoinTries} times over: let one call end before the next.");
    }

    /// <inheritdoc/>
    public async ValueTask LeaveAsync(string connectionId, string group, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        var audience = Audience.Group(group);
        Membership[] left = await _table.DeleteAsync(_keys.Row(audience, connectionId), null, null, cancellationToken).ConfigureAwait(false) is { } row
            ? [new Membership(audience, row.TokenText)]
            : await ListedInVainAsync(audience, connectionId, cancellationToken).ConfigureAwait(false);
        if (left.Length > 0)
        {
            // Only the joining that was deleted: another one may have followed it.
            await UnlistAsync(connectionId, left, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<StoredConnection?> FindAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        var row = await _table.GetAsync(_keys.Row(Audience.All, connectionId), cancellationToken).ConfigureAwait(false);
        return row is { StateText: Row.Pending or Row.Open } known && known.Expires > _clock.GetUtcNow()
            ? new(
                connectionId,
                known.UserText,
                known.Time(Row.Connected),
                known.Time(Row.Seen),
                [.. known.MembershipList.Where(static one => one.Audience.Kind == AudienceKind.Group).Select(static one => one.Audience.Name).Distinct(StringComparer.Ordinal)])
            : null;
    }

    /// <inheritdoc/>
    public async ValueTask<ConnectionPage> ReadAsync(Audience audience, StorePosition position, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var answer = await _table.QueryAsync(
            RowKeys.Partition(audience, position.Partition), position.After, limit, count: false, _clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        var connections = new List<ConnectionEntry>(answer.Items?.Count ?? 0);
        foreach (var row in (answer.Items ?? []).Select(static item => new Row(item)))
        {
            connections.Add(new(row.ConnectionId, row.Time(Row.Opened)));
        }

        return new(connections, position.Partition, NextOf(audience, position, answer));
    }

    /// <inheritdoc/>
    public async ValueTask<long> CountAsync(Audience audience, CancellationToken cancellationToken = default)
    {
        long count = 0;
        StorePosition? next = default(StorePosition);
        while (next is { } position)
        {
            var answer = await _table.QueryAsync(
                RowKeys.Partition(audience, position.Partition), position.After, null, count: true, _clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            count += answer.Count ?? 0;
            next = NextOf(audience, position, answer);
        }

        return count;
    }

    private StorePosition? NextOf(Audience audience, StorePosition position, QueryResponse answer) =>
        answer.LastEvaluatedKey is { Count: > 0 } last ? new(position.Partition, last[ConnectionTable.SortKey].S)
        : position.Partition + 1 < _keys.Shards(audience) ? new(position.Partition + 1, null)
        : null;

    // There was nothing to delete because an earlier try did it, whose answer was lost, or a process that died then: what is
    // still listed without a row was deleted, since a row is there before it is listed.
    private async Task<Membership[]> ListedInVainAsync(Audience audience, string connectionId, CancellationToken cancellationToken)
    {
        var connection = await _table.GetAsync(_keys.Row(Audience.All, connectionId), cancellationToken).ConfigureAwait(false);
        Membership[] listed = connection is { } known ? [.. known.MembershipList.Where(one => one.Audience == audience)] : [];
        if (listed.Length == 0)
        {
            return listed;
        }

        var member = await _table.GetAsync(_keys.Row(audience, connectionId), cancellationToken).ConfigureAwait(false);
        return [.. listed.Where(one => one.Token != member?.TokenText)];
    }

    private Task<Row?> UnlistAsync(string connectionId, Membership[] memberships, CancellationToken cancellationToken) => _table.UpdateAsync(
        _keys.Row(Audience.All, connectionId),
        $"DELETE #{Row.Memberships} :membership",
        $"attribute_exists({Key})",
        new() { [":membership"] = new() { SS = [.. memberships.Select(static one => one.ToString())] } },
        ReturnValue.NONE,
        cancellationToken);

    // A row that is there already stays as it is, readable if it was, and keeps its token.
    private async Task<string> ReserveAsync(Audience audience, string connectionId, CancellationToken cancellationToken)
    {
        var row = await _table.UpdateAsync(
            _keys.Row(audience, connectionId),
            $"SET #{Row.State} = if_not_exists(#{Row.State}, :pending), #{Row.Token} = if_not_exists(#{Row.Token}, :token), {Expires} = if_not_exists({Expires}, :expires)",
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

    private Task<Row?> CancelAsync(Membership membership, string connectionId, CancellationToken cancellationToken) =>
        _table.DeleteAsync(_keys.Row(membership.Audience, connectionId), IsMine, new() { [":token"] = new(membership.Token) }, cancellationToken);

    // Not when it was deleted meanwhile, by leaving or by a removal, nor when another joining took its place.
    private async Task<bool> MakeReadableAsync(Membership membership, string connectionId, Row connection, CancellationToken cancellationToken) =>
        await _table.UpdateAsync(
            _keys.Row(membership.Audience, connectionId),
            $"SET #{Row.State} = :open, #{Row.Opened} = :at, {Expires} = :expires",
            IsMine,
            new()
            {
                [":open"] = new(Row.Open),
                [":at"] = Row.Milliseconds(connection.Time(Row.Opened)),
                [":expires"] = Row.ExpiresAt(connection.Expires),
                [":token"] = new(membership.Token),
            },
            ReturnValue.NONE,
            cancellationToken).ConfigureAwait(false) is not null;

    private Task<Row?> UpdateKnownAsync(string connectionId, string update, Dictionary<string, AttributeValue> values, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        values[":pending"] = new(Row.Pending);
        values[":open"] = new(Row.Open);
        values[":now"] = Row.Seconds(_clock.GetUtcNow());
        return _table.UpdateAsync(_keys.Row(Audience.All, connectionId), update, IsKnown, values, ReturnValue.ALL_NEW, cancellationToken);
    }

    private Task<Row?> CloseAsync(string connectionId, string? condition, Dictionary<string, AttributeValue> values, CancellationToken cancellationToken)
    {
        values[":closed"] = new(Row.Closed);
        values[":expires"] = Row.ExpiresAt(_clock.GetUtcNow() + ConnectionLifetime.Tombstone);
        return _table.UpdateAsync(
            _keys.Row(Audience.All, connectionId), $"SET #{Row.State} = :closed, {Expires} = :expires", condition, values, ReturnValue.ALL_NEW, cancellationToken);
    }

    // The connections last: while they are there, whoever closes them again finds what is left to delete.
    private async Task DeleteClosedAsync(IReadOnlyList<(string ConnectionId, Row Row)> closed, CancellationToken cancellationToken)
    {
        await _table.DeleteAllAsync(
            closed.SelectMany(one => one.Row.MembershipList.Select(static membership => membership.Audience).Distinct().Select(audience => _keys.Row(audience, one.ConnectionId))),
            cancellationToken).ConfigureAwait(false);

        // What never was open stays, as the tombstone that a late $connect finds.
        await _table.DeleteAllAsync(
            closed.Where(static one => one.Row.WasOpen).Select(one => _keys.Row(Audience.All, one.ConnectionId)), cancellationToken).ConfigureAwait(false);
    }
}
