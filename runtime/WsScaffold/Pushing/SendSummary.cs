namespace WsScaffold;

/// <summary>What became of a message that was sent to one or several connections.</summary>
/// <param name="Delivered">To how many it was delivered.</param>
/// <param name="Gone">How many are no more (410). Those that came out of the store, or are in it, have been removed from it.</param>
/// <param name="Throttled">How many were throttled (429) until the sending gave up on them.</param>
/// <param name="Failed">How many could not be reached for another reason, which is logged.</param>
public sealed record SendSummary(int Delivered, int Gone, int Throttled, int Failed)
{
    /// <summary>
    /// What is left when the sending stopped before the Lambda deadline, or because the store failed; <see langword="null"/>
    /// when everybody was sent to. Hand it to <see cref="IClients{TClient}.Continue"/> in another invocation.
    /// </summary>
    public SendContinuation? Continuation { get; init; }

    /// <summary>
    /// The connections that are gone of those that were named by their IDs: forget them. Connections out of the store are
    /// not listed: they may be many, and the store forgot them already.
    /// </summary>
    public IReadOnlyList<string> GoneConnections { get; init; } = [];
}

/// <summary>
/// Where a sending stopped: whom it was for, how far it got, and whom it excepts. A text, to be queued or stored; the
/// message is not in it. Take it from nobody else: it says who is sent to.
/// </summary>
/// <param name="Token">The text.</param>
public sealed record SendContinuation(string Token);

/// <summary>What became of a message for one connection.</summary>
/// <param name="ConnectionId">The connection.</param>
/// <param name="Result">What became of it.</param>
public readonly record struct SendOutcome(string ConnectionId, SendResult Result);

/// <summary>What may become of a message for one connection.</summary>
public enum SendResult
{
    /// <summary>It was delivered.</summary>
    Delivered,

    /// <summary>The connection is no more (410).</summary>
    Gone,

    /// <summary>The connection, or the account, was throttled (429) until the sending gave up.</summary>
    Throttled,

    /// <summary>It was not delivered for another reason, or there was no telling.</summary>
    Failed,
}
