namespace WsScaffold;

/// <summary>The result of a send to one or more connections.</summary>
/// <param name="Delivered">The number of connections that received the message.</param>
/// <param name="Gone">The number of connections that no longer exist (410). They have been removed from the store.</param>
/// <param name="Throttled">The number of connections that were still throttled (429) after all retries.</param>
/// <param name="Failed">The number of connections that could not be reached for another reason, which is logged.</param>
public sealed record SendSummary(int Delivered, int Gone, int Throttled, int Failed)
{
    /// <summary>
    /// The remaining recipients, if the send stopped before the Lambda deadline or because the store failed; otherwise <see
    /// langword="null"/>. Pass it to <see cref="IClients{TClient}.Continue"/> in another invocation.
    /// </summary>
    public SendContinuation? Continuation { get; init; }

    /// <summary>
    /// Of the connections that were selected by ID, those that no longer exist: remove them. Connections from the store are not
    /// listed, since they can be many and are already removed from the store.
    /// </summary>
    public IReadOnlyList<string> GoneConnections { get; init; } = [];
}

/// <summary>
/// The point at which a send stopped: its audience, its progress and its exclusions, but not the message. Queue or store the token
/// as text. Accept a continuation only from your own queue: it determines the recipients.
/// </summary>
/// <param name="Token">The token.</param>
public sealed record SendContinuation(string Token);

/// <summary>The outcome of a send for one connection.</summary>
/// <param name="ConnectionId">The connection ID.</param>
/// <param name="Result">The result.</param>
public readonly record struct SendOutcome(string ConnectionId, SendResult Result);

/// <summary>The result of a push to one connection.</summary>
public enum SendResult
{
    /// <summary>The message was delivered.</summary>
    Delivered,

    /// <summary>The connection no longer exists (410).</summary>
    Gone,

    /// <summary>The connection or the account was still throttled (429) after all retries.</summary>
    Throttled,

    /// <summary>The message was not delivered for another reason, or its delivery is unknown.</summary>
    Failed,
}
