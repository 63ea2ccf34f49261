using ColdAndWarm;
using ColdAndWarm.Conversation;
using ColdAndWarm.Measuring;
using ColdAndWarm.Reporting;

if (!OperatingSystem.IsLinux())
{
    Console.Error.WriteLine("Run this benchmark on Linux: it reads the CPU time and memory of the functions from Linux interfaces.");
    return 2;
}

if (args is [Starts.Command, .. { Length: > 1 } builds])
{
    Starts.Compare(builds, Console.Out);
    return 0;
}

if (Arguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}

try
{
    Compare(arguments);
    return 0;
}
catch (Exception exception) when (exception is InvalidDataException or TimeoutException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

static void Compare(Arguments arguments)
{
    Report.WriteMachine(Console.Out);
    var results = Duels(arguments).Select(duel => (duel.Title, Comparisons: duel.Run(arguments.Effort))).ToList();
    foreach (var (title, comparisons) in results)
    {
        Report.WriteTable(Console.Out, title, comparisons);
    }

    Console.WriteLine();
    foreach (var (title, comparisons) in results)
    {
        Report.WriteTargets(Console.Out, title, comparisons);
    }
}

static IEnumerable<Duel> Duels(Arguments arguments)
{
    if (arguments.Chat is { } chat)
    {
        var targets = new DuelTargets(ColdStart: 0.6, Warm: 0.55, Sparse: 0.25, PeakMemory: 0.5, Binary: 0.9);
        yield return Between("Chat", chat, arguments.StandIn, new ChatConversation(), targets);
    }

    if (arguments.Lean is { } lean)
    {
        var targets = new DuelTargets(ColdStart: 0.5, Warm: null, Sparse: null, PeakMemory: null, Binary: 0.35);
        yield return Between("Lean", lean, arguments.StandIn, new EchoConversation(), targets);
    }
}

static Duel Between(string title, string ours, string standIn, IConversation conversation, DuelTargets targets) =>
    new(title, new(ours, conversation), new(standIn, conversation), [.. conversation.Mixes.Select(mix => mix.Name)], targets);
