using System.Diagnostics;
using System.Globalization;
using Amazon.Runtime;
using SdkSender;

// Posts many messages, 64 at once, after one to warm up. It prints the CPU seconds that they took.
const int AtOnce = 64;
var count = int.Parse(args[1], CultureInfo.InvariantCulture);
var message = """{"type":"published","data":{"topic":null,"text":"Hear, hear!"}}"""u8.ToArray();
using var client = new PostClient(new BasicAWSCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), new PostConfig { ServiceURL = args[0] });

await client.PostAsync(Id(0), message);
using var process = Process.GetCurrentProcess();
var before = process.TotalProcessorTime;
var next = -1;
await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
{
    for (int number; (number = Interlocked.Increment(ref next)) < count;)
    {
        await client.PostAsync(Id(number), message);
    }
}));
process.Refresh();
Console.WriteLine((process.TotalProcessorTime - before).TotalSeconds.ToString(CultureInfo.InvariantCulture));

static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"PJqB0fH{number:D7}A=");
