namespace ColdAndWarm.Measuring;

/// <summary>The number of measurements.</summary>
/// <param name="ColdRounds">The number of starts of each contender.</param>
/// <param name="WarmRounds">The number of processes of each contender that run the mixes.</param>
/// <param name="WarmUp">The number of invocations of each mix before its measurement.</param>
/// <param name="Warm">The number of invocations of each mix without pauses.</param>
/// <param name="Sparse">The number of invocations of each mix with a pause of <see cref="SparseGap"/> before each.</param>
internal sealed record Effort(int ColdRounds, int WarmRounds, int WarmUp, int Warm, int Sparse)
{
    public static readonly TimeSpan SparseGap = TimeSpan.FromMilliseconds(5);

    public static Effort Full { get; } = new(ColdRounds: 30, WarmRounds: 5, WarmUp: 500, Warm: 3000, Sparse: 200);

    public static Effort Quick { get; } = new(ColdRounds: 5, WarmRounds: 2, WarmUp: 100, Warm: 500, Sparse: 40);
}
