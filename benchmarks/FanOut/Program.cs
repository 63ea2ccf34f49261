using System.Globalization;
using FanOut;

// live: a broadcast to real connections.
// posts, memory: the CPU time and memory that a published function needs for many recipients.
// cost, parts, profile: the time, code size and calls that the store adds to a function.
// simulate: the duration of broadcasts under the quotas of API Gateway.
return args switch
{
    ["live", .. var rest] => await LiveBroadcast.RunAsync(Number(rest, 0, 10_000), Number(rest, 1, 500)),
    ["clients", var url, var count] => await LiveClients.RunAsync(new Uri(url), int.Parse(count, CultureInfo.InvariantCulture)),
    ["posts", var broadcast, var sdkSender, .. var rest] => await PostComparison.RunAsync(broadcast, sdkSender, Number(rest, 0, 20_000)),
    ["memory", var broadcast, .. var rest] => await MemoryComparison.RunAsync(broadcast, Number(rest, 0, 1_000), Number(rest, 1, 100_000)),
    ["cost", var without, var with, .. var rest] => await StoreCost.RunAsync(without, with, Number(rest, 0, 30), Number(rest, 1, 100)),
    ["parts", var without, var with] => BinaryParts.Compare(without, with),
    ["profile"] => CallProfile.Sum(Console.In),
    ["simulate", .. var rest] => Simulation.Run(Number(rest, 0, 1)),
    _ => Usage(),
};

static int Number(string[] rest, int index, int otherwise) =>
    rest.Length > index ? int.Parse(rest[index], CultureInfo.InvariantCulture) : otherwise;

static int Usage()
{
    Console.Error.WriteLine("""
        usage: FanOut live [connections] [lost]
               FanOut posts BROADCAST SDKSENDER [count]
               FanOut memory BROADCAST [few] [many]
               FanOut cost CHAT STOREDCHAT [rounds] [warm]
               FanOut parts CHATMAP STOREDCHATMAP
               FanOut profile < SAMPLES
               FanOut simulate [seed]
        """);
    return 2;
}
