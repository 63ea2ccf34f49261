using ColdAndWarm.Measuring;

namespace ColdAndWarm;

/// <summary>The binaries to compare.</summary>
internal sealed record Arguments(string StandIn, string? Chat, string? Lean, Effort Effort)
{
    public const string Usage = """
        usage: ColdAndWarm --stand-in FILE [--chat FILE] [--lean FILE] [--quick]
          --stand-in  the published stand-in
          --chat      the published Chat sample, or whatever holds the same conversation
          --lean      the published lean API, or whatever echoes
          --quick     a few rounds: shows that everything runs, not how fast
        """;

    /// <summary>Null when they make no sense; why is on standard error.</summary>
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
                    Console.Error.WriteLine($"{args[i]}: there is no file {args[i + 1]}. Publish it first; run.sh does.");
                    return null;
                default:
                    Console.Error.WriteLine($"{args[i]}: not an option, or its file is missing.");
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
