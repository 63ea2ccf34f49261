using System.Globalization;
using FanOut;

// live: a broadcast to real connections. posts, memory: what a published function spends on many. cost, parts, profile: what the store adds to a function. simulate: what a plan takes.
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

static int Number(string[] rest, int index, int otherwise) => rest.Length > index ? int.Parse(rest[index], CultureInfo.InvariantCulture) : otherwise;

static int Usage()
{
    Console.Error.WriteLine("FanOut live [connections] [lost] | posts BROADCAST SDKSENDER [count] | memory BROADCAST [few] [many] | cost CHAT STOREDCHAT [rounds] [warm] | parts CHATMAP STOREDCHATMAP | profile < SAMPLES | simulate [seed]");
    return 2;
}
