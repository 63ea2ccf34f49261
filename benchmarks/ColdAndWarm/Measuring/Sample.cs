namespace ColdAndWarm.Measuring;

/// <summary>The figures of one process.</summary>
/// <param name="WarmMicroseconds">The CPU time per invocation without pauses, for each mix.</param>
/// <param name="SparseMicroseconds">The CPU time per invocation with a pause before each, for each mix.</param>
/// <param name="PeakMemoryMegabytes">The peak resident memory after all mixes.</param>
internal sealed record Sample(double[] WarmMicroseconds, double[] SparseMicroseconds, double PeakMemoryMegabytes);
