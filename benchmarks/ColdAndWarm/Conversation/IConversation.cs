using ColdAndWarm.FakeLambda;

namespace ColdAndWarm.Conversation;

/// <summary>The events that a function must process, in this order.</summary>
internal interface IConversation
{
    /// <summary>The event whose response ends the cold start.</summary>
    Invocation First { get; }

    /// <summary>The events that must be processed before the measured ones.</summary>
    IReadOnlyList<Invocation> Opening { get; }

    /// <summary>The mixes that are measured, warm and sparse.</summary>
    IReadOnlyList<Mix> Mixes { get; }

    /// <summary>Invalid requests and a disconnect, which are checked once before anything is measured.</summary>
    IReadOnlyList<Invocation> Closing { get; }
}
