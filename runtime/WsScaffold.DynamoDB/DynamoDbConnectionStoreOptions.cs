using Amazon.DynamoDBv2;

namespace WsScaffold;

/// <summary>The DynamoDB table of the connection store, and how rows are spread over its partitions.</summary>
/// <remarks>
/// All functions of an API need the same values. The numbers of shards determine the partition of a row. After a change, the store no
/// longer finds connections that were stored before.
/// </remarks>
public sealed class DynamoDbConnectionStoreOptions
{
    /// <summary>The name of the table. Default: the value of the environment variable <c>WSSCAFFOLD_TABLE</c>.</summary>
    public string? TableName { get; set; }

    /// <summary>
    /// The number of partitions that the connections are spread over, 1 to 1,000. One partition supports
    /// <see href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html">
    /// 1,000 writes per second</see>, and a connection needs four to eight writes in its lifetime. Reading all connections takes at
    /// least one query per partition. Default: 8.
    /// </summary>
    public int Shards { get; set; } = 8;

    /// <summary>
    /// The number of partitions that the members of a group are spread over, 1 to 1,000, by the name of the group. Use it for groups that
    /// more than 300 connections join or leave per second. Default: 1 for every group.
    /// </summary>
    public IDictionary<string, int> GroupShards { get; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>
    /// The client to use. The store does not dispose it. Default: a client for the region and credentials of the function, or for the
    /// endpoint in the environment variable <c>AWS_ENDPOINT_URL_DYNAMODB</c>.
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
            throw new ArgumentException($"{nameof(DynamoDbConnectionStoreOptions)}.{name} is {shards}. Use 1 to 1000.");
        }
    }
}
