namespace ColdAndWarm.Measuring;

/// <summary>One measure of both contenders in every round.</summary>
/// <param name="Name">The name of the measure, with its unit.</param>
/// <param name="Ours">The figures of WsScaffold, one per round.</param>
/// <param name="StandIn">The figures of the stand-in in the same rounds.</param>
/// <param name="Target">The target ratio, or null.</param>
internal sealed record Comparison(string Name, double[] Ours, double[] StandIn, double? Target)
{
    public double OurMedian => Median(Ours);

    public double StandInMedian => Median(StandIn);

    /// <summary>The ratio of the medians. Below 1, WsScaffold is better.</summary>
    public double Ratio => OurMedian / StandInMedian;

    public double LowestRatio => Ours.Zip(StandIn, (ours, standIn) => ours / standIn).Min();

    public double HighestRatio => Ours.Zip(StandIn, (ours, standIn) => ours / standIn).Max();

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
