using System.Diagnostics;
using ColdAndWarm.Conversation;
using ColdAndWarm.FakeLambda;
using ColdAndWarm.Measuring;

namespace FanOut;

/// <summary>
/// Measures the cost that the DynamoDB store adds to Chat. The two published binaries are measured in turn, with a new process in each
/// round. Both the wall-clock time and the CPU time of the process are measured, because the machine may have other work.
/// </summary>
internal static class StoreCost
{
    private static readonly string[] _names =
    [
        "start to first response (without a store call)",
        "first $connect (the first store call)",
        "second $connect",
        "warm $connect",
        "peak memory, MB",
    ];

    public static async Task<int> RunAsync(string without, string with, int rounds, int warm)
    {
        await using var database = await LocalDynamoDb.StartAsync();
        string[] variables = [$"AWS_ENDPOINT_URL_DYNAMODB={database.Endpoint}", $"WSSCAFFOLD_TABLE={LocalDynamoDb.TableName}"];
        var (bare, stored) = (new List<Sample[]>(), new List<Sample[]>());
        for (var round = 0; round < rounds; round++)
        {
            bare.Add(Measure(without, [], round, warm));
            stored.Add(Measure(with, variables, round, warm));
        }

        var (small, large) = (new FileInfo(without).Length / 1e6, new FileInfo(with).Length / 1e6);
        Console.WriteLine($"medians of {rounds} processes each, in turn; CPU is that of all threads of the function");
        Console.WriteLine("| | Chat, wall / CPU ms | with the store, wall / CPU ms | adds, wall / CPU ms |");
        Console.WriteLine("|---|---:|---:|---:|");
        Console.WriteLine($"| binary, MB | {small:0.0} | {large:0.0} | {large - small:0.0} |");
        for (var index = 0; index < _names.Length; index++)
        {
            var (one, other) = (Median(bare, index), Median(stored, index));
            Console.WriteLine(index == _names.Length - 1
                ? $"| {_names[index]} | {one.Wall:0.0} | {other.Wall:0.0} | {other.Wall - one.Wall:0.0} |"
                : $"| {_names[index]} | {one.Wall:0.00} / {one.Cpu:0.00} | {other.Wall:0.00} / {other.Cpu:0.00} | "
                    + $"{other.Wall - one.Wall:0.00} / {other.Cpu - one.Cpu:0.00} |");
        }

        return 0;
    }

    private static Sample[] Measure(string binary, string[] variables, int round, int warm)
    {
        using var runtimeApi = new FakeRuntimeApi();
        var started = Stopwatch.GetTimestamp();
        using var process = FunctionProcess.Start(binary, runtimeApi, variables);
        var cpu = TimeSpan.Zero;
        var first = Run(Phase.Once(new Invocation(GatewayEvents.Message("start", "$default", "hello"), new() { Body = "hello" })), started);
        var connect = Run(Phase.Once(Connect($"{round}-first")), Stopwatch.GetTimestamp());
        var second = Run(Phase.Once(Connect($"{round}-second")), Stopwatch.GetTimestamp());
        _ = Run(Connects(0), Stopwatch.GetTimestamp());
        var last = Run(Connects(warm), Stopwatch.GetTimestamp());
        return [first, connect, second, new(last.Wall / warm, last.Cpu / warm), new(process.PeakMemory / 1048576.0, 0)];

        Phase Connects(int first) => Phase.Once([.. Enumerable.Range(first, warm).Select(number => Connect($"{round}-{number}"))]);

        Sample Run(Phase phase, long since)
        {
            var before = cpu;
            runtimeApi.Run(phase);
            cpu = process.CpuTime;
            return new(Stopwatch.GetElapsedTime(since, runtimeApi.LastResponseAt).TotalMilliseconds, (cpu - before).TotalMilliseconds);
        }
    }

    private static Invocation Connect(string connectionId) =>
        new(GatewayEvents.Connect(connectionId, "ada", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()), new());

    private static Sample Median(List<Sample[]> samples, int index) => new(
        Median(samples.Select(one => one[index].Wall)), Median(samples.Select(one => one[index].Cpu)));

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    /// <summary>The times of one measurement, in milliseconds.</summary>
    private sealed record Sample(double Wall, double Cpu);
}
