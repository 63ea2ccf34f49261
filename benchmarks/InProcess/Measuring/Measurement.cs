namespace InProcess.Measuring;

/// <summary>What one contender showed.</summary>
/// <param name="Name">The contender.</param>
/// <param name="Nanoseconds">CPU time for each event, batch by batch.</param>
/// <param name="Bytes">Bytes allocated for each event.</param>
internal sealed record Measurement(string Name, double[] Nanoseconds, double Bytes)
{
    public double MedianNanoseconds => Nanoseconds.Order().ElementAt(Nanoseconds.Length / 2);

    public double TimeRatio(Measurement other) => MedianNanoseconds / other.MedianNanoseconds;
}

/// <summary>What a contender does once.</summary>
internal sealed record Work(string Name, Action Once);

/// <summary>Measures contenders batch by batch in turn, so that whatever else the machine does hits all of them.</summary>
internal static class Measurer
{
    private const int Batches = 101;
    private const int BatchSize = 4_000;

    public static Measurement[] Run(IReadOnlyList<Work> contenders)
    {
        var nanoseconds = contenders.Select(_ => new double[Batches]).ToArray();
        var bytes = new double[contenders.Count];

        // The first batch of each fills caches and pools, and is not kept.
        for (var batch = -1; batch < Batches; batch++)
        {
            for (var i = 0; i < contenders.Count; i++)
            {
                var (time, allocated) = RunBatch(contenders[i]);
                if (batch >= 0)
                {
                    nanoseconds[i][batch] = time;
                    bytes[i] = allocated;
                }
            }
        }

        return [.. contenders.Select((contender, i) => new Measurement(contender.Name, nanoseconds[i], bytes[i]))];
    }

    private static (double Nanoseconds, double Bytes) RunBatch(Work contender)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        // CPU time, collector included: a busy machine stretches the clock on the wall.
        var start = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < BatchSize; i++)
        {
            contender.Once();
        }

        var elapsed = Environment.CpuUsage.TotalTime - start;
        return (elapsed.TotalNanoseconds / BatchSize, (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)BatchSize);
    }
}
