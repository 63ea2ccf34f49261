using System.Text.RegularExpressions;

namespace FanOut;

/// <summary>
/// Shows where the calls of the store spend their time, from <c>perf script -F comm,ip,sym</c> on standard input. Each sample within a
/// store call counts towards the part that the innermost recognizable frame belongs to.
/// </summary>
internal static partial class CallProfile
{
    private static readonly (string Name, Regex Frames)[] _parts =
    [
        ("garbage collection and its memory", Collector()),
        ("generic virtual methods and types created at run time", TypeLoader()),
        ("starting threads", Threads()),
        ("interface dispatch", Dispatch()),
        ("configuration: profile files, regular expressions", Configuration()),
        ("HttpClient and its sockets", Http()),
        ("signing", Signing()),
        ("marshalling, unmarshalling, endpoint rules", Marshalling()),
        ("the rest of the SDK", Sdk()),
    ];

    public static int Sum(TextReader samples)
    {
        var counts = new Dictionary<string, int>();
        var frames = new List<string>();
        for (var line = samples.ReadLine(); ; line = samples.ReadLine())
        {
            if (line is { Length: > 0 } && char.IsWhiteSpace(line[0]))
            {
                frames.Add(line);
            }
            else if (string.IsNullOrWhiteSpace(line))
            {
                if (frames.Exists(static frame => StoreCall().IsMatch(frame)))
                {
                    var part = PartOf(frames);
                    counts[part] = counts.GetValueOrDefault(part) + 1;
                }

                frames.Clear();
            }

            if (line is null)
            {
                break;
            }
        }

        var all = counts.Values.Sum();
        Console.WriteLine($"{all} samples in store calls");
        foreach (var (part, count) in counts.OrderByDescending(static one => one.Value))
        {
            Console.WriteLine($"| {part} | {100.0 * count / all:0} % |");
        }

        return 0;
    }

    private static string PartOf(List<string> frames)
    {
        foreach (var frame in frames)
        {
            foreach (var (name, pattern) in _parts)
            {
                if (pattern.IsMatch(frame))
                {
                    return name;
                }
            }
        }

        return "other";
    }

    [GeneratedRegex("StoreTracker__(BeforeHandler|OpenOrRemove)Async|AWSSDK|System_Net_Http|System_Net_Sockets")]
    private static partial Regex StoreCall();

    [GeneratedRegex("WKS::")]
    private static partial Regex Collector();

    [GeneratedRegex("S_P_TypeLoader|TypeLoaderExports|GVMLookup")]
    private static partial Regex TypeLoader();

    [GeneratedRegex("pthread_create|clone3|RequestWorker|MaybeAddWorkingWorker|Thread__StartCore")]
    private static partial Regex Threads();

    [GeneratedRegex("DispatchResolve|InterfaceDispatch|RhResolve")]
    private static partial Regex Dispatch();

    [GeneratedRegex("InternalConfiguration|SharedCredentialsFile|ProfileIniFile|FallbackRegion|RegularExpressions")]
    private static partial Regex Configuration();

    [GeneratedRegex("System_Net_Http|System_Net_Sockets|HttpWebRequestMessage|HttpHandler_1")]
    private static partial Regex Http();

    [GeneratedRegex("Signer__|AWS4Signer|OPENSSL|EVP_")]
    private static partial Regex Signing();

    [GeneratedRegex("arshaller|Endpoint")]
    private static partial Regex Marshalling();

    [GeneratedRegex("AWSSDK")]
    private static partial Regex Sdk();
}
