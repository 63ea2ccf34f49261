using ColdAndWarm.FakeLambda;

namespace ColdAndWarm.Conversation;

/// <summary>The smallest API: it sends every message back unchanged.</summary>
internal sealed class EchoConversation : IConversation
{
    private const int CycleLength = 60;

    public Invocation First { get; } = Echo(0);

    public IReadOnlyList<Invocation> Opening => [];

    public IReadOnlyList<Mix> Mixes { get; } = [new("echo", [.. Enumerable.Range(0, CycleLength).Select(Echo)])];

    public IReadOnlyList<Invocation> Closing { get; } = [Echo("")];

    private static Invocation Echo(int number) => Echo($"Message number {number}: the quick brown fox jumps over the lazy dog.");

    private static Invocation Echo(string text) =>
        new(GatewayEvents.Message("PJqB0fHsqRcCHlw=", "$default", text), new Expectation { Body = text });
}
