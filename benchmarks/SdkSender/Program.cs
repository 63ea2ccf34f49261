using System.Diagnostics;
using System.Globalization;
using Amazon.Runtime;
using SdkSender;

// Posts one message to warm up and then many messages, 64 of them concurrently. Prints the CPU seconds that the latter took.
const int AtOnce = 64;
var count = int.Parse(args[1], CultureInfo.InvariantCulture);
var message = """{"type":"published","data":{"topic":null,"text":"Hear, hear!"}}"""u8.ToArray();
var credentials = new BasicAWSCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
using var client = new PostClient(credentials, new PostConfig { ServiceURL = args[0] });

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
