namespace InProcess.Measuring;

/// <summary>The work of a contender for one event or record.</summary>
internal sealed record Work(string Name, Action Once);
