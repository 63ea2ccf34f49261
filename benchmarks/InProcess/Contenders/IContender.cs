namespace InProcess.Contenders;

/// <summary>Turns the bytes of an event into the bytes of the response. All contenders do the same work.</summary>
internal interface IContender
{
    string Name { get; }

    /// <summary>Processes one event.</summary>
    /// <param name="lambdaEvent">The event as the Runtime API delivers it.</param>
    /// <returns>The response, which is valid until the next call.</returns>
    ReadOnlyMemory<byte> Respond(ReadOnlyMemory<byte> lambdaEvent);
}
