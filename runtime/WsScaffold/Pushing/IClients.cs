namespace WsScaffold;

/// <summary>
/// Sends messages to connections through your own interface, which the generator implements. Each method sends
/// <c>{"type":"methodName","data":{…}}</c>, with <c>methodName</c> in camel case.
/// </summary>
/// <typeparam name="TClient">
/// An interface whose methods take one message (and optionally a <see cref="CancellationToken"/>) and return
/// <see cref="ValueTask"/> or <c>ValueTask&lt;SendSummary&gt;</c>.
/// </typeparam>
/// <remarks>
/// <para>
/// A message is serialized once for all recipients. At most 32 pushes run at a time, fewer if API Gateway throttles. A push that is
/// throttled (429) or fails with a 5xx status is retried up to four times, until the send has taken five seconds. A failed
/// recipient does not affect the others. A push that may have been delivered is not sent again.
/// </para>
/// <para>
/// A message over 131,072 bytes (128 KB) throws an <see cref="ArgumentException"/> before anything is sent (see <see
/// cref="Chunked"/>). A canceled token throws an <see cref="OperationCanceledException"/>; some recipients may have received the
/// message.
/// </para>
/// <para>
/// In Lambda and on the local gateway, a send to an audience of the store stops two seconds before the deadline of the invocation.
/// The continuation in its summary covers the remaining recipients.
/// </para>
/// <para>
/// <see cref="User"/>, <see cref="Group"/>, <see cref="All"/> and <see cref="Others"/> throw an <see
/// cref="InvalidOperationException"/> in an API without a store.
/// </para>
/// </remarks>
public interface IClients<out TClient>
    where TClient : class
{
    /// <summary>All connections.</summary>
    TClient All { get; }

    /// <summary>All connections except that of the current event.</summary>
    /// <exception cref="InvalidOperationException">There is no current event.</exception>
    TClient Others { get; }

    /// <summary>
    /// The same recipients, for messages of any size. A message over 128 KB is sent in parts,
    /// <c>{"type":"chunk","id":"…","index":0,"count":3,"data":"base64"}</c>, which the client reassembles.
    /// </summary>
    IClients<TClient> Chunked { get; }

    /// <summary>Selects one connection.</summary>
    /// <param name="connectionId">The connection ID from an event.</param>
    /// <returns>The client interface, whose methods send the messages.</returns>
    TClient Connection(string connectionId);

    /// <summary>Selects several connections.</summary>
    /// <param name="connectionIds">The connection IDs from events.</param>
    /// <returns>The client interface, whose methods send the messages.</returns>
    TClient Connections(IEnumerable<string> connectionIds);

    /// <summary>Selects all connections of a user.</summary>
    /// <param name="user">The authorizer's <c>principalId</c>.</param>
    /// <returns>The client interface, whose methods send the messages.</returns>
    TClient User(string user);

    /// <summary>Selects all connections in a group.</summary>
    /// <param name="group">The name of the group.</param>
    /// <returns>The client interface, whose methods send the messages.</returns>
    TClient Group(string group);

    /// <summary>Excludes connections: <c>clients.Except(id).Group("lobby")</c>.</summary>
    /// <param name="connectionIds">The connection IDs from events.</param>
    /// <returns>A selection that never includes these connections.</returns>
    IClients<TClient> Except(params IEnumerable<string> connectionIds);

    /// <summary>Reports the result of a send for each connection.</summary>
    /// <param name="callback">
    /// Called once per connection, never concurrently. An exception stops the send and is rethrown, wrapped in an <see
    /// cref="InvalidOperationException"/>.
    /// </param>
    /// <returns>A selection that reports its results.</returns>
    IClients<TClient> Report(Action<SendOutcome> callback);

    /// <summary>Selects the recipients that an earlier send did not reach.</summary>
    /// <param name="continuation">The <see cref="SendSummary.Continuation"/> of the earlier send.</param>
    /// <returns>The client interface, whose methods send the messages.</returns>
    /// <exception cref="FormatException"><paramref name="continuation"/> is not a valid continuation token.</exception>
    TClient Continue(SendContinuation continuation);
}
