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
