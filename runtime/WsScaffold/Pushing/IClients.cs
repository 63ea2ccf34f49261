namespace WsScaffold;

/// <summary>
/// Sends to connections through an interface of your own, which the generator implements: each of its methods sends
/// <c>{"type":"methodName","data":{…}}</c>, <c>methodName</c> in camel case.
/// </summary>
/// <typeparam name="TClient">
/// An interface whose methods take one message (and optionally a <see cref="CancellationToken"/>) and return
/// <see cref="ValueTask"/> or <c>ValueTask&lt;SendSummary&gt;</c>.
/// </typeparam>
/// <remarks>
/// <para>A message is written once for all its recipients, who are posted to at most 32 at a time, and fewer when API
/// Gateway throttles. One that is throttled (429) or fails with a 5xx is tried again, up to four times, until the sending has
/// waited for five seconds; one that fails keeps no other from being sent to. Whoever may have got the message is not sent
/// it again.</para>
/// <para>A message over 131,072 bytes (128 KB) is an <see cref="ArgumentException"/> before anything is sent (see
/// <see cref="Chunked"/>), a token that fires an <see cref="OperationCanceledException"/> after which some may have been
/// sent to.</para>
/// <para>In Lambda, and on the local gateway, a sending to an audience of the store stops two seconds before the deadline of
/// the invocation, and its summary says what is left.</para>
/// <para><see cref="User"/>, <see cref="Group"/>, <see cref="All"/> and <see cref="Others"/> are an
/// <see cref="InvalidOperationException"/> in an API without a store.</para>
/// </remarks>
public interface IClients<out TClient>
    where TClient : class
{
    /// <summary>Everybody who is connected.</summary>
    TClient All { get; }

    /// <summary>Everybody but the connection whose event is being handled.</summary>
    /// <exception cref="InvalidOperationException">No event is being handled.</exception>
    TClient Others { get; }

    /// <summary>
    /// The same clients, for messages of any size: one over 128 KB is sent in parts,
    /// <c>{"type":"chunk","id":"…","index":0,"count":3,"data":"base64"}</c>, which the client puts together.
    /// </summary>
    IClients<TClient> Chunked { get; }

    /// <summary>Sends to one connection.</summary>
    /// <param name="connectionId">The connection ID, as an event gave it.</param>
    /// <returns>The client to call.</returns>
    TClient Connection(string connectionId);

    /// <summary>Sends to several connections.</summary>
    /// <param name="connectionIds">The connection IDs, as events gave them.</param>
    /// <returns>The client to call.</returns>
    TClient Connections(IEnumerable<string> connectionIds);

    /// <summary>Sends to all connections of a user.</summary>
    /// <param name="user">The authorizer's <c>principalId</c>.</param>
    /// <returns>The client to call.</returns>
    TClient User(string user);

    /// <summary>Sends to all connections that joined a group.</summary>
    /// <param name="group">The group's name.</param>
    /// <returns>The client to call.</returns>
    TClient Group(string group);

    /// <summary>Leaves connections out: <c>clients.Except(id).Group("lobby")</c>.</summary>
    /// <param name="connectionIds">The connection IDs, as events gave them.</param>
    /// <returns>Clients that never send to these.</returns>
    IClients<TClient> Except(params IEnumerable<string> connectionIds);

    /// <summary>Tells what becomes of a message for each connection, one at a time, as it becomes known.</summary>
    /// <param name="callback">Is told. What it throws ends the sending, and is thrown by it.</param>
    /// <returns>Clients that tell.</returns>
    IClients<TClient> Report(Action<SendOutcome> callback);

    /// <summary>Sends to whom an earlier sending did not get to.</summary>
    /// <param name="continuation">Its <see cref="SendSummary.Continuation"/>.</param>
    /// <returns>The client to call.</returns>
    /// <exception cref="FormatException"><paramref name="continuation"/> is none.</exception>
    TClient Continue(SendContinuation continuation);
}
