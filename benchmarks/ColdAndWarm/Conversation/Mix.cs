using ColdAndWarm.FakeLambda;

namespace ColdAndWarm.Conversation;

/// <summary>Events that are repeated while CPU time is measured.</summary>
internal sealed record Mix(string Name, IReadOnlyList<Invocation> Cycle);
