using System.Diagnostics;
using System.Globalization;

namespace FanOut;

/// <summary>
/// Compares the posts per second of CPU time to one stub server: a published function that reads its recipients from the DynamoDB store
/// while it posts; a NativeAOT process that only posts, with the pipeline that all clients of the AWS SDK for .NET share; and the AWS
/// SDK for JavaScript, which only posts, too.
/// </summary>
internal static class PostComparison
{
    private const double Bound = 3;
    private const int Rounds = 3;

    public static async Task<int> RunAsync(string broadcast, string sdkSender, int count)
    {
        await using var database = await LocalDynamoDb.StartAsync();
        await database.FillAsync(count);
        await using var stub = await StubConnections.StartAsync();
        await using var function = await PublishedFunction.StartAsync(broadcast, database, stub);
        var ours = new List<double>();
        var sdk = new List<double>();
        var node = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var before = function.Cpu;
            await function.Client.AnnounceAsync("Hear, hear!");
            ours.Add(stub.TakePosts() / (function.Cpu - before).TotalSeconds);
            sdk.Add(await RunAsync(sdkSender, [], stub, count));
            node.Add(await RunAsync("node", ["post-many.mjs"], stub, count));
        }

        var (one, two, three) = (Median(ours), Median(sdk), Median(node));
        Console.WriteLine($"ours, with the store's reads:      {one,8:0} posts per CPU second");
        Console.WriteLine($"AWSSDK.Core pipeline, 64 at once:  {two,8:0} ({one / two:0.0} times)");
        Console.WriteLine($"AWS SDK for JavaScript, 64 at once:{three,8:0} ({one / three:0.0} times)");
        Console.WriteLine($"at least {Bound} times the AWSSDK.Core pipeline: {(one / two >= Bound ? "reached" : "MISSED")}");
        return one / two >= Bound ? 0 : 1;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task<double> RunAsync(string program, string[] arguments, StubConnections stub, int count)
    {
        string[] allArguments = [.. arguments, stub.Url.ToString(), count.ToString(CultureInfo.InvariantCulture)];
        using var process = Process.Start(new ProcessStartInfo(program, allArguments)
        {
            WorkingDirectory = LocalDynamoDb.NodeFolder,
            RedirectStandardOutput = true,
        })!;

        // The program prints the CPU time of the posts, without that of its start.
        var seconds = double.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        await process.WaitForExitAsync();
        var posts = stub.TakePosts();
        return posts == count + 1
            ? count / seconds
            : throw new InvalidOperationException($"{program} made {posts} posts instead of {count + 1}.");
    }
}
