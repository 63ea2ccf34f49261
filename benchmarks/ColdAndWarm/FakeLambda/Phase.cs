namespace ColdAndWarm.FakeLambda;

/// <summary>A series of invocations: <paramref name="Cycle"/> is repeated until there are <paramref name="Count"/> responses.</summary>
/// <param name="Cycle">The events with the expected responses and pushes.</param>
/// <param name="Count">The number of invocations.</param>
/// <param name="Gap">The pause before each event; zero for none.</param>
internal sealed record Phase(IReadOnlyList<Invocation> Cycle, int Count, TimeSpan Gap)
{
    public static Phase Once(params IReadOnlyList<Invocation> invocations) => new(invocations, invocations.Count, TimeSpan.Zero);
}
