using System.Diagnostics;
using Broadcast;
using WsScaffold;

namespace FanOut;

/// <summary>
/// Broadcasts from a handler to real connections of the local gateway, with the DynamoDB store. Some connections were lost before, and
/// their disconnect events are dropped. The clients run in another process because of the limit of open files.
/// </summary>
internal static class LiveBroadcast
{
    public static async Task<int> RunAsync(int connections, int lost)
    {
        await using var database = await LocalDynamoDb.StartAsync();
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_DYNAMODB", database.Endpoint);
        Environment.SetEnvironmentVariable("AWS_LAMBDA_LOG_LEVEL", "WARN");
        Environment.SetEnvironmentVariable("WSSCAFFOLD_TABLE", LocalDynamoDb.TableName);
        await using var app = WebSocketApp.CreateBuilder<BroadcastApi>().Build();
        await using var gateway = await LocalGateway.StartAsync(app, new() { Port = 0, DropDisconnectEvents = true });
        using var announcer = new GatewayClient();
        await announcer.ConnectAsync(gateway.Url);

        using var clients = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, ["clients", gateway.Url.ToString(), $"{connections}"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
        Console.WriteLine(await clients.StandardOutput.ReadLineAsync());
        await clients.StandardInput.WriteLineAsync($"kill {lost}");
        Console.WriteLine(await clients.StandardOutput.ReadLineAsync());

        var store = (IConnectionStore)app.Services.GetService(typeof(IConnectionStore))!;
        var before = await store.CountAsync(Audience.All);
        var started = Stopwatch.GetTimestamp();
        var (sum, invocations) = await announcer.AnnounceAsync("Hear, hear!");
        var took = Stopwatch.GetElapsedTime(started);
        await clients.StandardInput.WriteLineAsync("report");
        var report = await clients.StandardOutput.ReadLineAsync();
        var after = await store.CountAsync(Audience.All);
        await clients.StandardInput.WriteLineAsync("end");
        await clients.WaitForExitAsync();

        Console.WriteLine(
            $"broadcast: {took.TotalSeconds:0.0} s, {invocations} invocations, {sum.Delivered} delivered (one to the announcing client), "
            + $"{sum.Gone} gone, {sum.Throttled} throttled, {sum.Failed} failed");
        Console.WriteLine($"clients:   {report}");
        Console.WriteLine($"store:     {before} connections before, {after} after");
        var isReached = sum.Delivered == connections - lost + 1
            && sum.Gone == lost
            && report == LiveClients.Report(once: connections - lost, missed: 0, twice: 0)
            && after == connections - lost + 1;
        Console.WriteLine(isReached ? "reached" : "MISSED");
        return isReached ? 0 : 1;
    }
}
