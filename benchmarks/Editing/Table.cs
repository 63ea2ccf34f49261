using System.Globalization;

namespace Editing;

/// <summary>Measures CPU time, which depends little on other programs on the machine, and prints medians and ratios.</summary>
internal sealed class Table(int rounds)
{
    private readonly List<(string Name, string Group, double Milliseconds, double Megabytes)> _rows = [];

    /// <summary>Measures the work in several rounds, each with a new input.</summary>
    public void Add<T>(string name, string group, Func<T> input, Action<T> work)
    {
        var measured = new List<(double Milliseconds, double Megabytes)>();
        for (var round = -rounds / 2; round < rounds; round++)
        {
            var given = input();
            GC.Collect();
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var before = Environment.CpuUsage.TotalTime;
            work(given);
            var spent = Environment.CpuUsage.TotalTime - before;
            if (round >= 0)
            {
                measured.Add((spent.TotalMilliseconds, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1e6));
            }
        }

        _rows.Add((name, group, Median(measured.Select(one => one.Milliseconds)), Median(measured.Select(one => one.Megabytes))));
    }

    public void Print()
    {
        var compiler = _rows.Single(row => row.Group == "compiler").Milliseconds;
        Console.WriteLine("| 300 routes, messages and responses | CPU, ms | to the compiler's work on the file | to Mediator's | MB |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        foreach (var row in _rows)
        {
            var mediator = _rows
                .LastOrDefault(other => other.Group == row.Group && other.Name.Contains("Mediator", StringComparison.Ordinal))
                .Milliseconds;
            var ratio = mediator > 0 ? (row.Milliseconds / mediator).ToString("0.00", CultureInfo.InvariantCulture) : "";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {row.Name} | {row.Milliseconds:0.0} | {row.Milliseconds / compiler:0.0} | {ratio} | {row.Megabytes:0.0} |"));
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
