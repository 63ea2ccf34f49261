using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace WsScaffold.DynamoDB;

/// <summary>
/// The requests to one table. A failed condition is a result; a missing or wrong table is an exception that says how to fix it.
/// </summary>
internal sealed class Table(IAmazonDynamoDB client, string name, TimeProvider clock)
{
    // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
    private const int MaxBatch = 25;
    private const int MaxBatchAttempts = 8;
    private static readonly TimeSpan _firstDelay = TimeSpan.FromMilliseconds(50);
    private static readonly Dictionary<string, string> _attributeNames = new[]
    {
        ConnectionTable.PartitionKey, ConnectionTable.SortKey, ConnectionTable.TimeToLive,
        Row.State, Row.Opened, Row.Connected, Row.Seen, Row.User, Row.Memberships, Row.Token,
    }.ToDictionary(static name => "#" + name);

    public IAmazonDynamoDB Client => client;

    public string Name => name;

    /// <summary>Reads a row consistently.</summary>
    /// <returns>The row, or <see langword="null"/> if there is none.</returns>
    public async Task<Row?> GetAsync(Dictionary<string, AttributeValue> key, CancellationToken cancellationToken)
    {
        var response = await CallAsync(
            client.GetItemAsync(new() { TableName = name, Key = key, ConsistentRead = true }, cancellationToken)).ConfigureAwait(false);
        return response.Item is { Count: > 0 } item ? new Row(item) : null;
    }

    /// <summary>Writes a whole row if the condition is met.</summary>
    /// <returns>Whether the condition was met.</returns>
    public async Task<bool> PutAsync(
        Dictionary<string, AttributeValue> row,
        string condition,
        Dictionary<string, AttributeValue> values,
        CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync(client.PutItemAsync(
                new()
                {
                    TableName = name,
                    Item = row,
                    ConditionExpression = condition,
                    ExpressionAttributeNames = NamesIn(condition),
                    ExpressionAttributeValues = values,
                },
                cancellationToken)).ConfigureAwait(false);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    /// <summary>Updates a row if the condition is met. Creates the row if it doesn't exist and the condition allows it.</summary>
    /// <returns>The attributes selected by <paramref name="returned"/>; <see langword="null"/> if the condition was not met.</returns>
    public async Task<Row?> UpdateAsync(
        Dictionary<string, AttributeValue> key,
        string update,
        string? condition,
        Dictionary<string, AttributeValue> values,
        ReturnValue returned,
        CancellationToken cancellationToken)
    {
        try
        {
            var response = await CallAsync(client.UpdateItemAsync(
                new()
                {
                    TableName = name,
                    Key = key,
                    UpdateExpression = update,
                    ConditionExpression = condition,
                    ExpressionAttributeNames = NamesIn(update + condition),
                    ExpressionAttributeValues = values,
                    ReturnValues = returned,
                },
                cancellationToken)).ConfigureAwait(false);
            return new Row(response.Attributes ?? []);
        }
        catch (ConditionalCheckFailedException)
        {
            return null;
        }
    }

    /// <summary>Deletes a row if the condition is met.</summary>
    /// <returns>The deleted row; <see langword="null"/> if there was none, or the condition was not met.</returns>
    public async Task<Row?> DeleteAsync(
        Dictionary<string, AttributeValue> key,
        string? condition,
        Dictionary<string, AttributeValue>? values,
        CancellationToken cancellationToken)
    {
        try
        {
            var response = await CallAsync(client.DeleteItemAsync(
                new()
                {
                    TableName = name,
                    Key = key,
                    ConditionExpression = condition,
                    ExpressionAttributeNames = condition is null ? null : NamesIn(condition),
                    ExpressionAttributeValues = values,
                    ReturnValues = ReturnValue.ALL_OLD,
                },
                cancellationToken)).ConfigureAwait(false);
            return response.Attributes is { Count: > 0 } old ? new Row(old) : null;
        }
        catch (ConditionalCheckFailedException)
        {
            return null;
        }
    }

    /// <summary>Deletes rows in batches.</summary>
    /// <exception cref="InvalidOperationException">DynamoDB throttled a batch until the last attempt.</exception>
    public async Task DeleteAllAsync(IEnumerable<Dictionary<string, AttributeValue>> keys, CancellationToken cancellationToken)
    {
        foreach (var batch in keys.Chunk(MaxBatch))
        {
            var remaining = batch.Select(static key => new WriteRequest(new DeleteRequest(key))).ToList();
            for (var attempts = 0; remaining.Count > 0; attempts++)
            {
                if (attempts == MaxBatchAttempts)
                {
                    throw new InvalidOperationException(
                        $"DynamoDB throttled the table '{name}', so {remaining.Count} rows were not deleted. They are deleted when they "
                            + "expire, or when a push finds their connections gone. If it happens often, raise the capacity of the table.");
                }

                if (attempts > 0)
                {
                    var delay = _firstDelay * (1 << attempts) * (0.5 + (Random.Shared.NextDouble() / 2));
                    await Task.Delay(delay, clock, cancellationToken).ConfigureAwait(false);
                }

                var request = new BatchWriteItemRequest { RequestItems = new() { [name] = remaining } };
                var response = await CallAsync(client.BatchWriteItemAsync(request, cancellationToken)).ConfigureAwait(false);
                remaining = response.UnprocessedItems is { } unprocessed && unprocessed.TryGetValue(name, out var requests) ? requests : [];
            }
        }
    }

    /// <summary>Reads or counts a page of the open rows in a partition, in the order of the sort keys.</summary>
    public Task<QueryResponse> QueryAsync(
        string partition, string? after, int? limit, bool count, DateTimeOffset now, CancellationToken cancellationToken)
    {
        const string Readable = $"#{Row.State} = :open AND #{ConnectionTable.TimeToLive} > :now";
        var keys = $"#{ConnectionTable.PartitionKey} = :partition{(after is null ? "" : $" AND #{ConnectionTable.SortKey} > :after")}";
        const string Columns = $"#{ConnectionTable.SortKey}, #{Row.Opened}";
        var request = new QueryRequest
        {
            TableName = name,
            KeyConditionExpression = keys,
            FilterExpression = Readable,
            ExpressionAttributeNames = NamesIn(keys + Readable + (count ? "" : Columns)),
            ExpressionAttributeValues = new() { [":partition"] = new(partition), [":open"] = new(Row.Open), [":now"] = Row.Seconds(now) },

            // An eventually consistent read could miss a member that has just joined.
            ConsistentRead = true,
        };
        if (after is not null)
        {
            request.ExpressionAttributeValues[":after"] = new(after);
        }

        if (limit is not null)
        {
            request.Limit = limit;
        }

        if (count)
        {
            request.Select = Select.COUNT;
        }
        else
        {
            request.ProjectionExpression = Columns;
        }

        return CallAsync(client.QueryAsync(request, cancellationToken));
    }

    private async Task<T> CallAsync<T>(Task<T> call)
    {
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (ResourceNotFoundException error)
        {
            throw new InvalidOperationException(
                $"The DynamoDB table '{name}' does not exist in {Where}. Deploy it with the API, or create it: {CreateCommand}", error);
        }
        catch (AmazonDynamoDBException error)
            when (error.ErrorCode == "ValidationException" && error.Message.Contains("key", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException(
                $"The DynamoDB table '{name}' in {Where} does not have the keys of a connection table: the partition key "
                    + $"{ConnectionTable.PartitionKey} and the sort key {ConnectionTable.SortKey}, both strings. "
                    + $"Create another table: {CreateCommand}",
                error);
        }
        catch (AmazonDynamoDBException error) when (error.ErrorCode == "AccessDeniedException")
        {
            throw new InvalidOperationException(
                $"The function is not allowed to use the DynamoDB table '{name}' in {Where}. "
                    + $"Add these actions on the table to its role: {string.Join(", ", ConnectionTable.Actions)}.",
                error);
        }
    }

    private string Where => client.Config?.ServiceURL ?? client.Config?.RegionEndpoint?.SystemName ?? "its region";

    private string CreateCommand =>
        $"aws dynamodb create-table --table-name {name} --billing-mode PAY_PER_REQUEST "
        + $"--attribute-definitions AttributeName={ConnectionTable.PartitionKey},AttributeType=S "
        + $"AttributeName={ConnectionTable.SortKey},AttributeType=S "
        + $"--key-schema AttributeName={ConnectionTable.PartitionKey},KeyType=HASH AttributeName={ConnectionTable.SortKey},KeyType=RANGE";

    // DynamoDB rejects a request with a name that no expression uses.
    private static Dictionary<string, string> NamesIn(string expressions) =>
        _attributeNames.Where(name => expressions.Contains(name.Key, StringComparison.Ordinal)).ToDictionary();
}
