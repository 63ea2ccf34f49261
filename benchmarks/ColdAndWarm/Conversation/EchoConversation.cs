using ColdAndWarm.FakeLambda;

namespace ColdAndWarm.Conversation;

/// <summary>The least a WebSocket API can do: every message comes back as it is.</summary>
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
