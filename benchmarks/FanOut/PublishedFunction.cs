using System.Diagnostics;
using System.Globalization;
using Broadcast;
using WsScaffold;

namespace FanOut;

/// <summary>Runs the published Broadcast sample as Lambda does, with a client that announces. Its pushes go to a stub.</summary>
internal sealed class PublishedFunction : IAsyncDisposable
{
    private readonly WebSocketApp _app;
    private readonly LocalGateway _gateway;
    private readonly Process _process;

    private PublishedFunction(WebSocketApp app, LocalGateway gateway, Process process)
    {
        _app = app;
        _gateway = gateway;
        _process = process;
    }

    public GatewayClient Client { get; } = new();

    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The peak resident memory in bytes.</summary>
    public long PeakMemory
    {
        get
        {
            var lines = File.ReadLines($"/proc/{_process.Id}/status");
            var line = lines.Single(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        }
    }

    public static async Task<PublishedFunction> StartAsync(string binary, LocalDynamoDb database, StubConnections stub)
    {
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_DYNAMODB", database.Endpoint);
        Environment.SetEnvironmentVariable("AWS_LAMBDA_LOG_LEVEL", "WARN");
        Environment.SetEnvironmentVariable("WSSCAFFOLD_TABLE", LocalDynamoDb.TableName);
        var app = WebSocketApp.CreateBuilder<BroadcastApi>().Build();
        var gateway = await LocalGateway.StartAsync(app, new() { Port = 0, RuntimeApiPort = 0 });
        var process = Process.Start(new ProcessStartInfo(binary)
        {
            Environment =
            {
                ["AWS_LAMBDA_RUNTIME_API"] = gateway.RuntimeApi,
                ["WSSCAFFOLD_CALLBACK_URL"] = stub.Url.ToString(),
                ["AWS_REGION"] = "eu-central-1",
                ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
                ["AWS_SECRET_ACCESS_KEY"] = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            },
        })!;
        var function = new PublishedFunction(app, gateway, process);
        await function.Client.ConnectAsync(gateway.Url);
        return function;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        await _gateway.DisposeAsync();
        await _app.DisposeAsync();
    }
}
