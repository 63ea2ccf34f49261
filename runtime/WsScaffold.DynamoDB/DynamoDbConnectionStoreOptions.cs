using Amazon.DynamoDBv2;

namespace WsScaffold;

/// <summary>Where connections are kept in DynamoDB, and how they are spread.</summary>
/// <remarks>
/// All functions of an API need the same values. The numbers of shards decide where a row is: who was connected before
/// they changed is not found after.
/// </remarks>
public sealed class DynamoDbConnectionStoreOptions
{
    /// <summary>The table; what <c>WSSCAFFOLD_TABLE</c> says unless set.</summary>
    public string? TableName { get; set; }

    /// <summary>
    /// Over how many partitions the connections are spread, 1 to 1,000; 8 unless set. One partition takes
    /// <see href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html">1,000 writes a second</see>,
    /// and a connection costs four to eight in its life; reading everybody takes at least one query for each partition.
    /// </summary>
    public int Shards { get; set; } = 8;

    /// <summary>
    /// Over how many partitions the members of a hot group are spread, by the group's name; 1 for a group that is not here.
    /// Worth it for groups that more than 300 connections join or leave in a second.
    /// </summary>
    public IDictionary<string, int> GroupShards { get; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>
    /// The client to use; one for the function's region and credentials unless set, or for
    /// <c>AWS_ENDPOINT_URL_DYNAMODB</c>. It is not disposed with the store.
    /// </summary>
    public IAmazonDynamoDB? Client { get; set; }

    internal DynamoDbConnectionStoreOptions Validated()
    {
        RequireShards(Shards, nameof(Shards));
        foreach (var (group, shards) in GroupShards)
        {
            RequireShards(shards, $"{nameof(GroupShards)}[\"{group}\"]");
        }

        return this;
    }

    private static void RequireShards(int shards, string name)
    {
        if (shards is < 1 or > 1_000)
        {
            throw new ArgumentException($"{nameof(DynamoDbConnectionStoreOptions)}.{name} is {shards}: use 1 to 1000.");
        }
    }
}
