using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Shapes;
using WsScaffold;
using WsScaffold.Generator.Tests.Json;

// "AotContracts cases <file>" compares the recorded cases; "AotContracts send <file>" processes an event and prints the response.
return args[0] == "cases" ? Compare(args[1]) : await SendAsync(args[1]);

static int Compare(string file)
{
    if (JsonSerializer.IsReflectionEnabledByDefault || RuntimeFeature.IsDynamicCodeSupported)
    {
        Console.WriteLine("Reflection or dynamic code is on: this run would prove nothing.");
        return 1;
    }

    var sets = ApiOptionSets.All.ToDictionary(
        set => set.Name,
        set => new JsonSerializerOptions(set.Options) { TypeInfoResolver = ShapesApiContracts.Default }
    );
    var shapes = ShapesApiContracts
        .Default.Options.GetTypeInfo(typeof(IShapes))
        .Properties.ToDictionary(shape => shape.Name, shape => shape.PropertyType);
    var (alike, rejected, different, seen) = (0, 0, 0, new HashSet<string>());
    foreach (var line in File.ReadLines(file))
    {
        var parts = line.Split('\t').Select(part => Encoding.UTF8.GetString(Convert.FromBase64String(part))).ToArray();
        var (set, shape, document, expected) = (parts[0], parts[1], parts[2], parts[3]);
        var contract = sets[set].GetTypeInfo(shapes[JsonNamingPolicy.CamelCase.ConvertName(shape)]);
        var actual = document.Length == 0 ? Replay.OfWriting(Samples.Of(shape)!, contract) : Replay.OfReading(document, contract);
        seen.Add(shape);
        if (Replay.WithoutOrder(shape, actual) == Replay.WithoutOrder(shape, expected))
        {
            alike++;
            rejected += expected.StartsWith('!') ? 1 : 0;
        }
        else if (different++ < 20)
        {
            Console.WriteLine($"{shape}, {set}: {document}\n  recorded: {expected}\n  here:     {actual}");
        }
    }

    Console.WriteLine(
        $"{alike} cases of {seen.Count} shapes alike, {rejected} of them rejected, {different} different; "
            + "reflection off, dynamic code off");
    return different == 0 ? 0 : 1;
}

static async Task<int> SendAsync(string file)
{
    await using var app = WebSocketApp.CreateBuilder<ShapesApi>([]).Build();
    using var invocation = new LambdaInvocation { AwsRequestId = "1", Deadline = DateTimeOffset.UtcNow.AddSeconds(29) };
    var response = new ArrayBufferWriter<byte>();
    await app.InvokeAsync(File.ReadAllBytes(file), invocation, response);
    Console.WriteLine(Encoding.UTF8.GetString(response.WrittenSpan));
    return 0;
}
