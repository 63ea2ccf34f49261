namespace InProcess.Measuring;

/// <summary>Measures contenders in turn, batch by batch, so that other work of the machine affects all of them.</summary>
internal static class Measurer
{
    private const int Batches = 101;
    private const int BatchSize = 4_000;

    public static Measurement[] Run(IReadOnlyList<Work> contenders)
    {
        var nanoseconds = contenders.Select(_ => new double[Batches]).ToArray();
        var bytes = new double[contenders.Count];

        // The first batch of each contender fills caches and pools, so its figures are dropped.
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
        // CPU time, which includes that of the garbage collector. Wall-clock time would depend on the load of the machine.
        var start = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < BatchSize; i++)
        {
            contender.Once();
        }

        var elapsed = Environment.CpuUsage.TotalTime - start;
        return (elapsed.TotalNanoseconds / BatchSize, (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)BatchSize);
    }
}
