using System.Diagnostics;
using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace WsScaffold.Tests.Support;

/// <summary>A DynamoDB-compatible server (npm: dynalite) on a free port, with one empty connection table.</summary>
public sealed class Dynalite : IAsyncLifetime
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);
    private Process? _process;
    private string _endpoint = "";
    private AmazonDynamoDBClient? _client;

    public string TableName => "connections";

    /// <summary>The URL of the server; skips the test where Node.js is not installed.</summary>
    public string Endpoint
    {
        get
        {
            Tool.NodeJs.Require();
            return _endpoint;
        }
    }

    /// <summary>A client of the server; skips the test where Node.js is not installed.</summary>
    public AmazonDynamoDBClient Client
    {
        get
        {
            Tool.NodeJs.Require();
            return _client!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        // A fixture cannot skip tests: they do when they use it.
        if (!Tool.NodeJs.IsInstalled)
        {
            return;
        }

        _process = await NodePrograms.StartAsync("dynalite.mjs");
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(_patience);
        _endpoint = $"http://127.0.0.1:{int.Parse(line!, CultureInfo.InvariantCulture)}";
        _client = CreateClient(_endpoint);
        await CreateTableAsync(TableName);
    }

    public static AmazonDynamoDBClient CreateClient(string endpoint, Action<AmazonDynamoDBConfig>? configure = null)
    {
        var config = new AmazonDynamoDBConfig { ServiceURL = endpoint, AuthenticationRegion = "us-east-1" };
        configure?.Invoke(config);
        return new(new BasicAWSCredentials("local", "local"), config);
    }

    /// <summary>Makes a table and waits until it may be used: until then it is as good as missing, as in DynamoDB.</summary>
    public async Task CreateTableAsync(string name, string partitionKey = "pk", string sortKey = "sk")
    {
        await Client.CreateTableAsync(new CreateTableRequest
        {
            TableName = name,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            AttributeDefinitions = [new(partitionKey, ScalarAttributeType.S), new(sortKey, ScalarAttributeType.S)],
            KeySchema = [new(partitionKey, KeyType.HASH), new(sortKey, KeyType.RANGE)],
        });
        while ((await Client.DescribeTableAsync(name)).Table.TableStatus != TableStatus.ACTIVE)
        {
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_process is { } process)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(_patience);
            process.Dispose();
        }
    }
}
