using System.Text;
using Amazon.DynamoDBv2.Model;

namespace WsScaffold.DynamoDB;

/// <summary>
/// The keys of rows. The row of a connection itself is in the partitions of the audience "all", so reading all connections needs no
/// second list.
/// </summary>
internal sealed class RowKeys(DynamoDbConnectionStoreOptions options)
{
    /// <summary>The number of partitions that an audience is spread over.</summary>
    public int Shards(Audience audience) => audience.Kind switch
    {
        AudienceKind.All => options.Shards,
        AudienceKind.Group when options.GroupShards.TryGetValue(audience.Name, out var shards) => shards,
        _ => 1,
    };

    /// <summary>The name comes last, because it may contain any character.</summary>
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

    // FNV-1a, because string.GetHashCode differs between processes and versions.
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
