using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace WsScaffold.DynamoDB;

/// <summary>The calls of one table: a condition that fails is an answer, a table that is wrong an error that says how to mend it.</summary>
internal sealed class Table(IAmazonDynamoDB client, string name, TimeProvider clock)
{
    // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
    private const int LargestBatch = 25;
    private const int BatchTries = 8;
    private static readonly TimeSpan _firstWait = TimeSpan.FromMilliseconds(50);
    private static readonly Dictionary<string, string> _attributeNames = new[]
    {
        ConnectionTable.PartitionKey, ConnectionTable.SortKey, ConnectionTable.TimeToLive,
        Row.State, Row.Opened, Row.Connected, Row.Seen, Row.User, Row.Memberships, Row.Token,
    }.ToDictionary(static name => "#" + name);

    public IAmazonDynamoDB Client => client;

    public string Name => name;

    /// <summary>The row, as it is now; null when there is none.</summary>
    public async Task<Row?> GetAsync(Dictionary<string, AttributeValue> key, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(client.GetItemAsync(new() { TableName = name, Key = key, ConsistentRead = true }, cancellationToken)).ConfigureAwait(false);
        return answer.Item is { Count: > 0 } item ? new Row(item) : null;
    }

    /// <summary>Writes a whole row.</summary>
    /// <returns>Whether the condition held.</returns>
    public async Task<bool> PutAsync(
        Dictionary<string, AttributeValue> row, string condition, Dictionary<string, AttributeValue> values, CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync(client.PutItemAsync(
                new() { TableName = name, Item = row, ConditionExpression = condition, ExpressionAttributeNames = NamesIn(condition), ExpressionAttributeValues = values },
                cancellationToken)).ConfigureAwait(false);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    /// <summary>Changes a row, or makes one when there is no condition against it.</summary>
    /// <returns>The row as it was or is; null when the condition did not hold.</returns>
    public async Task<Row?> UpdateAsync(
        Dictionary<string, AttributeValue> key, string update, string? condition, Dictionary<string, AttributeValue> values, ReturnValue returned, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await CallAsync(client.UpdateItemAsync(
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
            return new Row(answer.Attributes ?? []);
        }
        catch (ConditionalCheckFailedException)
        {
            return null;
        }
    }

    /// <summary>Deletes a row.</summary>
    /// <returns>The row as it was; null when there was none, or the condition did not hold.</returns>
    public async Task<Row?> DeleteAsync(
        Dictionary<string, AttributeValue> key, string? condition, Dictionary<string, AttributeValue>? values, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await CallAsync(client.DeleteItemAsync(
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
            return answer.Attributes is { Count: > 0 } old ? new Row(old) : null;
        }
        catch (ConditionalCheckFailedException)
        {
            return null;
        }
    }

    /// <summary>Deletes rows, as many in one call as there may be.</summary>
    public async Task DeleteAllAsync(IEnumerable<Dictionary<string, AttributeValue>> keys, CancellationToken cancellationToken)
    {
        foreach (var batch in keys.Chunk(LargestBatch))
        {
            var left = batch.Select(static key => new WriteRequest(new DeleteRequest(key))).ToList();
            for (var tries = 0; left.Count > 0; tries++)
            {
                if (tries == BatchTries)
                {
                    throw new InvalidOperationException($"DynamoDB throttled the table '{name}' so that {left.Count} rows could not be deleted. They expire, or are found gone again.");
                }

                if (tries > 0)
                {
                    await Task.Delay(_firstWait * (1 << tries) * (0.5 + (Random.Shared.NextDouble() / 2)), clock, cancellationToken).ConfigureAwait(false);
                }

                var answer = await CallAsync(client.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = new() { [name] = left } }, cancellationToken)).ConfigureAwait(false);
                left = answer.UnprocessedItems is { } unprocessed && unprocessed.TryGetValue(name, out var requests) ? requests : [];
            }
        }
    }

    /// <summary>Reads a part of a partition, in the order of the sort keys.</summary>
    public Task<QueryResponse> QueryAsync(string partition, string? after, int? limit, bool count, DateTimeOffset now, CancellationToken cancellationToken)
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

            // A member that joined a moment ago must not be missed.
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
            throw new InvalidOperationException($"The DynamoDB table '{name}' does not exist in {Where}. Deploy it with the API, or create it: {CreateCommand}", error);
        }
        catch (AmazonDynamoDBException error) when (error.ErrorCode == "ValidationException" && error.Message.Contains("key", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException(
                $"The DynamoDB table '{name}' in {Where} has other keys than a connection table: it needs the partition key {ConnectionTable.PartitionKey} and the sort key {ConnectionTable.SortKey}, both strings. Create another one: {CreateCommand}", error);
        }
        catch (AmazonDynamoDBException error) when (error.ErrorCode == "AccessDeniedException")
        {
            throw new InvalidOperationException(
                $"The function may not use the DynamoDB table '{name}' in {Where}. Its role needs {string.Join(", ", ConnectionTable.Actions)} on it.", error);
        }
    }

    private string Where => client.Config is { } config ? config.ServiceURL ?? config.RegionEndpoint?.SystemName ?? "its region" : "its region";

    private string CreateCommand =>
        $"aws dynamodb create-table --table-name {name} --billing-mode PAY_PER_REQUEST " +
        $"--attribute-definitions AttributeName={ConnectionTable.PartitionKey},AttributeType=S AttributeName={ConnectionTable.SortKey},AttributeType=S " +
        $"--key-schema AttributeName={ConnectionTable.PartitionKey},KeyType=HASH AttributeName={ConnectionTable.SortKey},KeyType=RANGE";

    // DynamoDB refuses a name that no expression uses.
    private static Dictionary<string, string> NamesIn(string expressions) =>
        _attributeNames.Where(one => expressions.Contains(one.Key, StringComparison.Ordinal)).ToDictionary();
}
