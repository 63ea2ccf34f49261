namespace ColdAndWarm.Measuring;

/// <summary>One measure of both contenders, round by round.</summary>
/// <param name="Name">What was measured, with its unit.</param>
/// <param name="Ours">Our figure of each round.</param>
/// <param name="StandIn">The stand-in's figure of the same rounds.</param>
/// <param name="Target">The ratio to reach, if there is one.</param>
internal sealed record Comparison(string Name, double[] Ours, double[] StandIn, double? Target)
{
    public double OurMedian => Median(Ours);

    public double StandInMedian => Median(StandIn);

    /// <summary>Below 1, ours is better.</summary>
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
