namespace ColdAndWarm.Measuring;

/// <summary>
/// Compares WsScaffold with the stand-in. They are measured in turn, so that other work of the machine affects both.
/// </summary>
internal sealed record Duel(string Title, Contender Ours, Contender StandIn, IReadOnlyList<string> MixNames, DuelTargets Targets)
{
    public IReadOnlyList<Comparison> Run(Effort effort)
    {
        Ours.Check();
        StandIn.Check();

        var (ourStarts, theirStarts) = TakeTurns(effort.ColdRounds, contender => contender.MeasureColdStart().Milliseconds);
        var (ourSamples, theirSamples) = TakeTurns(effort.WarmRounds, contender => contender.MeasureWarm(effort));

        List<Comparison> comparisons = [new("spawn to first response, ms", ourStarts, theirStarts, Targets.ColdStart)];
        for (var i = 0; i < MixNames.Count; i++)
        {
            var mix = i;
            comparisons.Add(Compare($"CPU each, warm, us: {MixNames[mix]}", s => s.WarmMicroseconds[mix], Targets.Warm));
            comparisons.Add(Compare($"CPU each, 5 ms apart, us: {MixNames[mix]}", s => s.SparseMicroseconds[mix], Targets.Sparse));
        }

        comparisons.Add(Compare("peak memory, MB", s => s.PeakMemoryMegabytes, Targets.PeakMemory));
        comparisons.Add(new("binary, MB", [Ours.BinaryMegabytes], [StandIn.BinaryMegabytes], Targets.Binary));
        return comparisons;

        Comparison Compare(string name, Func<Sample, double> figure, double? target) =>
            new(name, [.. ourSamples.Select(figure)], [.. theirSamples.Select(figure)], target);
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
}
