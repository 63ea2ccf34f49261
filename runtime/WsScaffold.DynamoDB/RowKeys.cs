using System.Text;
using Amazon.DynamoDBv2.Model;

namespace WsScaffold.DynamoDB;

/// <summary>Which row is where. A connection's own row is in the audience "all", so that everybody is read without a second list.</summary>
internal sealed class RowKeys(DynamoDbConnectionStoreOptions options)
{
    /// <summary>Over how many partitions an audience is spread.</summary>
    public int Shards(Audience audience) => audience.Kind switch
    {
        AudienceKind.All => options.Shards,
        AudienceKind.Group when options.GroupShards.TryGetValue(audience.Name, out var shards) => shards,
        _ => 1,
    };

    /// <summary>The name comes last: it may hold anything.</summary>
    public static string Partition(Audience audience, int shard) => audience.Kind switch
    {
        AudienceKind.All => $"all#{shard}",
        AudienceKind.User => $"user#{shard}#{audience.Name}",
        _ => $"group#{shard}#{audience.Name}",
    };

    public Dictionary<string, AttributeValue> Row(Audience audience, string connectionId) => new()
    {
        [ConnectionTable.PartitionKey] = new(Partition(audience, (int)(Hash(connectionId) % (uint)Shards(audience)))),
        [ConnectionTable.SortKey] = new(connectionId),
    };

    // FNV-1a: the same in every process and version, which string.GetHashCode is not.
    private static uint Hash(string text)
    {
        var hash = 2_166_136_261;
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ one) * 16_777_619;
        }

        return hash;
    }
}
