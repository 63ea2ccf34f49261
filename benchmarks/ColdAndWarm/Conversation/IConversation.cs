using ColdAndWarm.FakeLambda;

namespace ColdAndWarm.Conversation;

/// <summary>What a function is put through, in this order.</summary>
internal interface IConversation
{
    /// <summary>The event whose answer ends the cold start.</summary>
    Invocation First { get; }

    /// <summary>What must come before the measured events.</summary>
    IReadOnlyList<Invocation> Opening { get; }

    /// <summary>The mixes that are measured, warm and sparse.</summary>
    IReadOnlyList<Mix> Mixes { get; }

    /// <summary>Bad input and farewell: checked once before anything is measured.</summary>
    IReadOnlyList<Invocation> Closing { get; }
}

/// <summary>Events that are repeated while CPU time is measured.</summary>
internal sealed record Mix(string Name, IReadOnlyList<Invocation> Cycle);
