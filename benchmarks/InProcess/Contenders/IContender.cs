namespace InProcess.Contenders;

/// <summary>A way from the event's bytes to the answer's: the same event, the same handler, the same answer.</summary>
internal interface IContender
{
    string Name { get; }

    /// <summary>Handles one event.</summary>
    /// <param name="lambdaEvent">The event as the Runtime API delivers it.</param>
    /// <returns>The answer; valid until the next call.</returns>
    ReadOnlyMemory<byte> Answer(ReadOnlyMemory<byte> lambdaEvent);
}
