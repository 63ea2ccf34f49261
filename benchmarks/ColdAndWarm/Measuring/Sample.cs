namespace ColdAndWarm.Measuring;

/// <summary>What one process showed.</summary>
/// <param name="WarmMicroseconds">CPU time for each invocation, back to back; one figure for each mix.</param>
/// <param name="SparseMicroseconds">CPU time for each invocation, each after a pause; one figure for each mix.</param>
/// <param name="PeakMemoryMegabytes">The most memory resident at one time, after all mixes.</param>
internal sealed record Sample(double[] WarmMicroseconds, double[] SparseMicroseconds, double PeakMemoryMegabytes);
