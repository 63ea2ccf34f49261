namespace FanOut;

/// <summary>Compares the peak resident memory of a function that sends to a large and to a small audience.</summary>
internal static class MemoryComparison
{
    private const double Bound = 1.2;

    public static async Task<int> RunAsync(string binary, int few, int many)
    {
        var small = await PeakAsync(binary, few);
        var large = await PeakAsync(binary, many);
        var ratio = (double)large / small;
        Console.WriteLine($"{many} rows to {few}: {ratio:0.00} (at most {Bound}) {(ratio <= Bound ? "reached" : "MISSED")}");
        return ratio <= Bound ? 0 : 1;
    }

    private static async Task<long> PeakAsync(string binary, int rows)
    {
        await using var database = await LocalDynamoDb.StartAsync();
        await database.FillAsync(rows);
        await using var stub = await StubConnections.StartAsync();
        await using var function = await PublishedFunction.StartAsync(binary, database, stub);
        var (sum, invocations) = await function.Client.AnnounceAsync("Hear, hear!");
        Console.WriteLine(
            $"{rows} rows: {sum.Delivered} delivered in {invocations} invocations, {stub.TakePosts()} posts, "
            + $"peak {function.PeakMemory / 1048576.0:0.0} MB");
        return function.PeakMemory;
    }
}
