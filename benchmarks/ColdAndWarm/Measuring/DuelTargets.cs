namespace ColdAndWarm.Measuring;

/// <summary>The target ratios of WsScaffold to the stand-in; null for measures without a target.</summary>
internal sealed record DuelTargets(double? ColdStart, double? Warm, double? Sparse, double? PeakMemory, double? Binary);
