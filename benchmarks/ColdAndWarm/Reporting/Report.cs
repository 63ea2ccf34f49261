using System.Globalization;
using System.Runtime.InteropServices;
using ColdAndWarm.Measuring;

namespace ColdAndWarm.Reporting;

/// <summary>Writes the results as tables, and one line for each target.</summary>
internal static class Report
{
    public static void WriteMachine(TextWriter output)
    {
        output.WriteLine($"machine: {Processor()}, {Environment.ProcessorCount} logical processors, {RuntimeInformation.OSDescription}");
        output.WriteLine($"driver:  {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
        output.WriteLine($"command: {Environment.CommandLine}");
    }

    public static void WriteTable(TextWriter output, string title, IReadOnlyList<Comparison> comparisons)
    {
        output.WriteLine();
        output.WriteLine(title);
        output.WriteLine($"{"",-58} {"ours",9} {"stand-in",9} {"ratio",7}   rounds from..to");
        foreach (var row in comparisons)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Name,-58} {row.OurMedian,9:0.00} {row.StandInMedian,9:0.00} {row.Ratio,7:0.000}   "
                + $"{row.LowestRatio:0.000}..{row.HighestRatio:0.000} ({row.Ours.Length})"));
        }
    }

    public static void WriteTargets(TextWriter output, string title, IReadOnlyList<Comparison> comparisons)
    {
        foreach (var row in comparisons)
        {
            if (row.Target is { } target)
            {
                var verdict = row.Ratio <= target ? "reached" : "MISSED ";
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{verdict} {row.Ratio:0.000} of at most {target:0.00}: {title}, {row.Name}"));
            }
        }
    }

    private static string Processor()
    {
        const string Label = "model name";
        var line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(Label, StringComparison.Ordinal));
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..];
    }
}
