namespace ColdAndWarm.Measuring;

/// <summary>How much is measured.</summary>
/// <param name="ColdRounds">Starts of each contender.</param>
/// <param name="WarmRounds">Processes of each contender that the mixes are run in.</param>
/// <param name="WarmUp">Invocations of each mix before its measurement.</param>
/// <param name="Warm">Invocations of each mix, back to back.</param>
/// <param name="Sparse">Invocations of each mix, <see cref="SparseGap"/> apart.</param>
internal sealed record Effort(int ColdRounds, int WarmRounds, int WarmUp, int Warm, int Sparse)
{
    public static readonly TimeSpan SparseGap = TimeSpan.FromMilliseconds(5);

    public static Effort Full { get; } = new(ColdRounds: 30, WarmRounds: 5, WarmUp: 500, Warm: 3000, Sparse: 200);

    public static Effort Quick { get; } = new(ColdRounds: 5, WarmRounds: 2, WarmUp: 100, Warm: 500, Sparse: 40);
}
