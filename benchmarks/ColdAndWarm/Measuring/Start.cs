namespace ColdAndWarm.Measuring;

/// <summary>The figures of one cold start: everything up to the request for the second event.</summary>
/// <param name="CpuMilliseconds">The user and system time of all threads.</param>
/// <param name="PageFaults">The page faults that needed no disk.</param>
/// <param name="Milliseconds">The time from the start of the process to the first response.</param>
internal readonly record struct Start(double CpuMilliseconds, long PageFaults, double Milliseconds);
