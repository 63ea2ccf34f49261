using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using WsScaffold;
using WsScaffold.DynamoDB;

namespace FanOut;

/// <summary>Runs dynalite from <c>tests/node</c> in another process, with a connection table.</summary>
internal sealed class LocalDynamoDb : IAsyncDisposable
{
    public const string TableName = "connections";
    private const int BatchSize = 25;

    private readonly Process _process;

    private LocalDynamoDb(Process process, string endpoint)
    {
        _process = process;
        Endpoint = endpoint;
        Client = new(
            new BasicAWSCredentials("local", "local"),
            new AmazonDynamoDBConfig { ServiceURL = endpoint, AuthenticationRegion = "us-east-1" });
    }

    public static string NodeFolder { get; } = Path.Combine(
        typeof(LocalDynamoDb).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(static attribute => attribute.Key == "Repository").Value!,
        "tests",
        "node");

    public string Endpoint { get; }

    public AmazonDynamoDBClient Client { get; }

    public static async Task<LocalDynamoDb> StartAsync()
    {
        if (!Directory.Exists(Path.Combine(NodeFolder, "node_modules", "dynalite")))
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", "ci --no-audit --no-fund") { WorkingDirectory = NodeFolder })!;
            await npm.WaitForExitAsync();
        }

        var process = Process.Start(new ProcessStartInfo("node", "dynalite.mjs")
        {
            WorkingDirectory = NodeFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var port = int.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        var database = new LocalDynamoDb(process, $"http://127.0.0.1:{port}");
        await database.Client.CreateTableAsync(new CreateTableRequest
        {
            TableName = TableName,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            AttributeDefinitions =
                [new(ConnectionTable.PartitionKey, ScalarAttributeType.S), new(ConnectionTable.SortKey, ScalarAttributeType.S)],
            KeySchema = [new(ConnectionTable.PartitionKey, KeyType.HASH), new(ConnectionTable.SortKey, KeyType.RANGE)],
        });
        while ((await database.Client.DescribeTableAsync(TableName)).Table.TableStatus != TableStatus.ACTIVE)
        {
            await Task.Delay(10);
        }

        return database;
    }

    /// <summary>Writes the same rows as the store for open connections.</summary>
    public async Task FillAsync(int connections)
    {
        var keys = new RowKeys(new DynamoDbConnectionStoreOptions());
        var now = DateTimeOffset.UtcNow;
        var options = new ParallelOptions { MaxDegreeOfParallelism = 8 };
        await Parallel.ForEachAsync(Enumerable.Range(0, connections).Chunk(BatchSize), options, async (batch, stop) =>
        {
            List<WriteRequest> requests = [.. batch.Select(number => new WriteRequest(new PutRequest(Item(number))))];
            await Client.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = new() { [TableName] = requests } }, stop);
        });

        Dictionary<string, AttributeValue> Item(int number) => new(keys.Row(Audience.All, $"PJqB0fH{number:D7}A="))
        {
            [Row.State] = new(Row.Open),
            [Row.Opened] = Row.Milliseconds(now.AddMinutes(-1)),
            [Row.Connected] = Row.Milliseconds(now.AddMinutes(-1)),
            [Row.Seen] = Row.Milliseconds(now.AddMinutes(-1)),
            [ConnectionTable.TimeToLive] = Row.ExpiresAt(now + ConnectionLifetime.Longest),
        };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
