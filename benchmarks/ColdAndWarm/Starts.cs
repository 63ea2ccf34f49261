using System.Globalization;
using ColdAndWarm.Conversation;
using ColdAndWarm.Measuring;

namespace ColdAndWarm;

/// <summary>
/// Compares the cold starts of several builds of Chat, in turns. CPU time and page faults hardly depend on other work of the machine.
/// </summary>
internal static class Starts
{
    public const string Command = "starts";
    private const int Rounds = 200;

    public static void Compare(IReadOnlyList<string> binaries, TextWriter output)
    {
        var contenders = binaries.Select(static binary => new Contender(binary, new ChatConversation())).ToList();
        contenders.ForEach(static contender => contender.Check());
        var starts = contenders.ConvertAll(static _ => new List<Start>(Rounds));
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < contenders.Count; i++)
            {
                starts[i].Add(contenders[i].MeasureColdStart());
            }
        }

        output.WriteLine($"medians of {Rounds} cold starts each, in turns");
        output.WriteLine($"{"binary",-40} {"CPU, ms",8} {"page faults",12} {"to response, ms",16} {"file, MB",9}");
        for (var i = 0; i < contenders.Count; i++)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{binaries[i],-40} {Median(starts[i], static start => start.CpuMilliseconds),8:0.00} "
                + $"{Median(starts[i], static start => start.PageFaults),12:0} "
                + $"{Median(starts[i], static start => start.Milliseconds),16:0.00} {contenders[i].BinaryMegabytes,9:0.00}"));
        }
    }

    private static double Median(List<Start> starts, Func<Start, double> figure) =>
        starts.Select(figure).Order().ElementAt(starts.Count / 2);
}
