namespace ColdAndWarm.Measuring;

/// <summary>Ours against the stand-in, taking turns so that whatever else the machine does hits both.</summary>
internal sealed record Duel(string Title, Contender Ours, Contender StandIn, IReadOnlyList<string> MixNames, DuelTargets Targets)
{
    public IReadOnlyList<Comparison> Run(Effort effort)
    {
        Ours.Check();
        StandIn.Check();

        var (ourStarts, theirStarts) = TakeTurns(effort.ColdRounds, contender => contender.MeasureColdStart());
        var (ourSamples, theirSamples) = TakeTurns(effort.WarmRounds, contender => contender.MeasureWarm(effort));

        List<Comparison> comparisons = [new("spawn to first answer, ms", ourStarts, theirStarts, Targets.ColdStart)];
        for (var i = 0; i < MixNames.Count; i++)
        {
            var mix = i;
            comparisons.Add(new($"CPU each, warm, us: {MixNames[mix]}", Of(ourSamples, s => s.WarmMicroseconds[mix]), Of(theirSamples, s => s.WarmMicroseconds[mix]), Targets.Warm));
            comparisons.Add(new($"CPU each, 5 ms apart, us: {MixNames[mix]}", Of(ourSamples, s => s.SparseMicroseconds[mix]), Of(theirSamples, s => s.SparseMicroseconds[mix]), Targets.Sparse));
        }

        comparisons.Add(new("peak memory, MB", Of(ourSamples, s => s.PeakMemoryMegabytes), Of(theirSamples, s => s.PeakMemoryMegabytes), Targets.PeakMemory));
        comparisons.Add(new("binary, MB", [Ours.BinaryMegabytes], [StandIn.BinaryMegabytes], Targets.Binary));
        return comparisons;
    }

    private (T[] Ours, T[] StandIn) TakeTurns<T>(int rounds, Func<Contender, T> measure)
    {
        var (ours, standIn) = (new T[rounds], new T[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            ours[round] = measure(Ours);
            standIn[round] = measure(StandIn);
        }

        return (ours, standIn);
    }

    private static double[] Of(Sample[] samples, Func<Sample, double> figure) => [.. samples.Select(figure)];
}

/// <summary>The ratios to reach, ours to the stand-in's; null where there is none.</summary>
internal sealed record DuelTargets(double? ColdStart, double? Warm, double? Sparse, double? PeakMemory, double? Binary);
