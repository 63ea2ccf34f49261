using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WsScaffold.DynamoDB.Tests;

/// <summary>Connections to the local gateway, a handler that pushes to all of them, and the store in a database.</summary>
[Collection(TableVariable)]
public sealed class BroadcastTests(Dynalite dynalite) : IClassFixture<Dynalite>, IAsyncLifetime
{
    /// <summary>The collection of the tests that depend on the environment variable with the table's name.</summary>
    public const string TableVariable = "WSSCAFFOLD_TABLE";

    // The escaping of messages.
    private static readonly JsonSerializerOptions _relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const int Connections = 600;
    private const int Lost = 50;
    private WebSocketApp _app = null!;
    private LocalGateway _gateway = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // Each test has its own table, because connections stay in it when $disconnect events are dropped.
        var table = $"news-{Guid.NewGuid():N}";
        await dynalite.CreateTableAsync(table);
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_DYNAMODB", dynalite.Endpoint);
        Environment.SetEnvironmentVariable("AWS_LAMBDA_LOG_LEVEL", "WARN");
        Environment.SetEnvironmentVariable(TableVariable, table);
        _app = WebSocketApp.CreateBuilder<NewsApi>().Build();
        _gateway = await LocalGateway.StartAsync(_app, new() { Port = 0, DropDisconnectEvents = true }, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        // Neither exists where the tests skip.
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
            await _app.DisposeAsync();
        }

        Environment.SetEnvironmentVariable(TableVariable, null);
    }

    /// <summary>The benchmark <c>FanOut live</c> does the same with 10,000 connections.</summary>
    [Fact]
    public async Task A_broadcast_reaches_each_connection_once_and_removes_lost_connections_from_the_store()
    {
        using var announcer = await ConnectAsync();
        var clients = new ClientWebSocket[Connections];
        var parallelism = new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Stop };
        await Parallel.ForAsync(0, Connections, parallelism, async (number, _) => clients[number] = await ConnectAsync());
        foreach (var client in clients[..Lost])
        {
            client.Abort();
        }

        var store = (IConnectionStore)_app.Services.GetService(typeof(IConnectionStore))!;
        Assert.Equal(Connections + 1, await store.CountAsync(Audience.All, Stop));

        // The store does not remove a connection that was opened only a moment ago, because its handshake may not be complete yet.
        await Task.Delay(ConnectionLifetime.Opening, Stop);
        await SendAsync(announcer, """{"action":"announce","text":"Hello, everybody!"}""");
        var received = await Task.WhenAll(clients[Lost..].Select(CloseAsync));
        var announced = await ReceiveUntilAsync(announcer, "announce");

        Assert.Equal(
            new Announced(Connections - Lost + 1, Lost, 0, 0),
            new Announced(
                announced.GetProperty("delivered").GetInt32(),
                announced.GetProperty("gone").GetInt32(),
                announced.GetProperty("throttled").GetInt32(),
                announced.GetProperty("failed").GetInt32()));
        Assert.Equal(Enumerable.Repeat(1, Connections - Lost), received);
        Assert.Equal(Connections - Lost + 1, await store.CountAsync(Audience.All, Stop));
    }

    [Fact]
    public async Task The_documented_script_reassembles_a_long_message_byte_for_byte()
    {
        const int Repetitions = 12_000;
        using var node = await NodeProcess.StartAsync("reassemble.mjs", _gateway.Url.ToString(), $"{Repetitions}");

        var (exitCode, output, errors) = await node.EndAsync();

        var push = new { type = "published", data = new { text = NewsApi.TextOf(Repetitions) } };
        var message = JsonSerializer.SerializeToUtf8Bytes(push, _relaxed);
        Assert.True(message.Length > 2 * 131_072);
        Assert.Equal((0, ""), (exitCode, errors));
        var hash = Convert.ToHexStringLower(SHA256.HashData(message));
        var expected = $"{(message.Length + 98_207) / 98_208} parts, {message.Length} bytes, {hash}";
        Assert.Equal($"{expected}\n{expected}\n", output);
    }

    private async Task<ClientWebSocket> ConnectAsync()
    {
        var client = new ClientWebSocket();
        await client.ConnectAsync(_gateway.Url, Stop);
        return client;
    }

    // Waits for the first push, then counts further messages until the response to the close frame.
    private static async Task<int> CloseAsync(ClientWebSocket client)
    {
        await ReceiveUntilAsync(client, "published");
        var received = 1;
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Stop);
        while ((await client.ReceiveAsync(new byte[512], Stop)).MessageType != WebSocketMessageType.Close)
        {
            received++;
        }

        client.Dispose();
        return received;
    }

    private static async Task SendAsync(ClientWebSocket client, string message) =>
        await client.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, Stop);

    private static async Task<JsonElement> ReceiveUntilAsync(ClientWebSocket client, string type)
    {
        var buffer = new byte[512];
        while (true)
        {
            var received = await client.ReceiveAsync(buffer, Stop);
            var message = JsonElement.Parse(buffer.AsSpan(0, received.Count));
            if (message.GetProperty("type").GetString() == type)
            {
                return message.GetProperty("data");
            }
        }
    }
}
