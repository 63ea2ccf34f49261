using ColdAndWarm.Measuring;

namespace ColdAndWarm;

/// <summary>The command line: the binaries to compare and the effort.</summary>
internal sealed record Arguments(string StandIn, string? Chat, string? Lean, Effort Effort)
{
    public const string Usage = """
        usage: ColdAndWarm --stand-in FILE [--chat FILE] [--lean FILE] [--quick]
          --stand-in  the published stand-in
          --chat      the published Chat sample, or another function with the same protocol
          --lean      the published lean API, or another function that echoes
          --quick     only a few rounds, to check that everything runs; the figures mean nothing
               ColdAndWarm starts FILE FILE...
          compares the cold starts of several builds of Chat
        """;

    /// <summary>Parses the command line. If it is invalid, writes the reason to standard error and returns null.</summary>
    public static Arguments? Parse(string[] args)
    {
        var files = new Dictionary<string, string>();
        var effort = Effort.Full;
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--quick":
                    effort = Effort.Quick;
                    break;
                case "--stand-in" or "--chat" or "--lean" when i + 1 < args.Length && File.Exists(args[i + 1]):
                    files[args[i]] = Path.GetFullPath(args[++i]);
                    break;
                case "--stand-in" or "--chat" or "--lean" when i + 1 < args.Length:
                    Console.Error.WriteLine($"{args[i]}: the file {args[i + 1]} does not exist. Publish it first, or use run.sh.");
                    return null;
                default:
                    Console.Error.WriteLine($"{args[i]}: unknown option, or option without a file.");
                    return null;
            }
        }

        if (!files.TryGetValue("--stand-in", out var standIn))
        {
            Console.Error.WriteLine("--stand-in is missing.");
            return null;
        }

        return new(standIn, files.GetValueOrDefault("--chat"), files.GetValueOrDefault("--lean"), effort);
    }
}
