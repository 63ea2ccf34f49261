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
/// A message is written once for all its recipients. One that is throttled (429) is tried again, up to four times, until
/// the sending has lasted five seconds; one that fails keeps no other from being sent to. A message over 131,072 bytes
/// (128 KB) is an <see cref="ArgumentException"/> before anything is sent, a token that fires an
/// <see cref="OperationCanceledException"/> after which some may have been sent to.
/// </remarks>
public interface IClients<out TClient>
    where TClient : class
{
    /// <summary>Sends to one connection.</summary>
    /// <param name="connectionId">The connection ID, as an event gave it.</param>
    /// <returns>The client to call.</returns>
    TClient Connection(string connectionId);

    /// <summary>Sends to several connections, at most 32 at a time.</summary>
    /// <param name="connectionIds">The connection IDs, as events gave them.</param>
    /// <returns>The client to call.</returns>
    TClient Connections(IEnumerable<string> connectionIds);
}

/// <summary>What became of a message that was sent to one or several connections.</summary>
/// <param name="Delivered">To how many it was delivered.</param>
/// <param name="Gone">The connections that are no more (410): forget them.</param>
/// <param name="Failed">How many could not be reached for another reason, which is logged.</param>
public sealed record SendSummary(int Delivered, IReadOnlyList<string> Gone, int Failed);
