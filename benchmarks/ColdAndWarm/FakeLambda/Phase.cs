namespace ColdAndWarm.FakeLambda;

/// <summary>A run of invocations: <paramref name="Cycle"/> over and over until <paramref name="Count"/> are answered.</summary>
/// <param name="Cycle">The events, each with what must come back.</param>
/// <param name="Count">How many invocations.</param>
/// <param name="Gap">How long the function waits for each; zero for back to back.</param>
internal sealed record Phase(IReadOnlyList<Invocation> Cycle, int Count, TimeSpan Gap)
{
    public static Phase Once(params IReadOnlyList<Invocation> invocations) => new(invocations, invocations.Count, TimeSpan.Zero);
}
