using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WsScaffold.Tests.Support;

namespace WsScaffold.DynamoDB.Tests;

/// <summary>Real connections to the local gateway, a handler, and the store in a database.</summary>
[Collection(TableVariable)]
public sealed class BroadcastTests(Dynalite dynalite) : IClassFixture<Dynalite>, IAsyncLifetime
{
    /// <summary>Of tests that set, or miss, what the process's environment says of the table.</summary>
    public const string TableVariable = "WSSCAFFOLD_TABLE";

    private const int Connections = 600;
    private const int Lost = 50;
    private WebSocketApp _app = null!;
    private LocalGateway _gateway = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // A table for each test: where $disconnect events are lost, connections stay.
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
        await _gateway.DisposeAsync();
        await _app.DisposeAsync();
        Environment.SetEnvironmentVariable(TableVariable, null);
    }

    /// <summary><c>FanOut live</c> in benchmarks is the same with 10,000.</summary>
    [Fact]
    public async Task Nobody_misses_a_broadcast_or_hears_it_twice_and_the_dead_are_gone_from_the_store()
    {
        using var announcer = await ConnectAsync();
        var clients = new ClientWebSocket[Connections];
        await Parallel.ForAsync(0, Connections, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Stop }, async (number, _) => clients[number] = await ConnectAsync());
        foreach (var client in clients[..Lost])
        {
            client.Abort();
        }

        var store = (IConnectionStore)_app.Services.GetService(typeof(IConnectionStore))!;
        Assert.Equal(Connections + 1, await store.CountAsync(Audience.All, Stop));

        // Who opened a moment ago may still be opening, and is not believed to be gone.
        await Task.Delay(ConnectionLifetime.Opening, Stop);
        await SendAsync(announcer, """{"action":"announce","text":"Hear, hear!"}""");
        var heard = await Task.WhenAll(clients[Lost..].Select(CloseAsync));
        var announced = await ReceiveUntilAsync(announcer, "announce");

        Assert.Equal(new Announced(Connections - Lost + 1, Lost, 0, 0), new Announced(
            announced.GetProperty("delivered").GetInt32(), announced.GetProperty("gone").GetInt32(), announced.GetProperty("throttled").GetInt32(), announced.GetProperty("failed").GetInt32()));
        Assert.Equal(Enumerable.Repeat(1, Connections - Lost), heard);
        Assert.Equal(Connections - Lost + 1, await store.CountAsync(Audience.All, Stop));
    }

    [Fact]
    public async Task The_documented_script_puts_a_long_message_together_again_byte_for_byte()
    {
        const int Repetitions = 12_000;
        using var node = await NodeProcess.StartAsync("reassemble.mjs", _gateway.Url.ToString(), $"{Repetitions}");

        var (exitCode, output, errors) = await node.EndAsync();

        var message = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { type = "published", data = new { text = NewsApi.TextOf(Repetitions) } }, _asItIsSent));
        Assert.True(message.Length > 2 * 131_072);
        Assert.Equal((0, ""), (exitCode, errors));
        var expected = $"{(message.Length + 98_207) / 98_208} parts, {message.Length} bytes, {Convert.ToHexStringLower(SHA256.HashData(message))}";
        Assert.Equal($"{expected}\n{expected}\n", output);
    }

    private static readonly JsonSerializerOptions _asItIsSent = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private async Task<ClientWebSocket> ConnectAsync()
    {
        var client = new ClientWebSocket();
        await client.ConnectAsync(_gateway.Url, Stop);
        return client;
    }

    // Until it was told once; then whatever else is on its way comes before the answer to its close frame.
    private static async Task<int> CloseAsync(ClientWebSocket client)
    {
        await ReceiveUntilAsync(client, "published");
        var heard = 1;
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Stop);
        while ((await client.ReceiveAsync(new byte[512], Stop)).MessageType != WebSocketMessageType.Close)
        {
            heard++;
        }

        client.Dispose();
        return heard;
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
