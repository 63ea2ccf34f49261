namespace WsScaffold;

/// <summary>
/// The open connections of the API: sends to them, looks them up, closes them. It calls the
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html">@connections</see>
/// commands, signed with the function's own credentials.
/// </summary>
/// <remarks>
/// Await the calls. In Lambda they make progress on the thread that the handler runs on: a handler that blocks it
/// (<c>Task.Wait</c>, <c>Task.Result</c>) waits for itself.
/// What a connection's own state decides (gone, throttled) is a <see cref="ConnectionStatus"/>, not an exception. A
/// failure of the service or the network is an <see cref="HttpRequestException"/>, no answer within ten seconds included.
/// Without credentials, a region or a callback URL every call is an <see cref="InvalidOperationException"/> that says
/// what to set.
/// </remarks>
public interface IConnections
{
    /// <summary>Sends one text message to a connection.</summary>
    /// <param name="connectionId">The connection ID, as an event gave it.</param>
    /// <param name="message">
    /// The message as UTF-8; at most 131,072 bytes (128 KB). It must stay untouched until the task completes, and may be
    /// reused afterwards: an implementation that keeps it has to copy it.
    /// </param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Whether it was delivered. A connection is <see cref="ConnectionStatus.Gone"/> also while its own <c>$connect</c> is pending.</returns>
    ValueTask<ConnectionStatus> PostAsync(string connectionId, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default);

    /// <summary>Looks a connection up.</summary>
    /// <param name="connectionId">The connection ID, as an event gave it.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The status, and the details when it is <see cref="ConnectionStatus.Ok"/>.</returns>
    ValueTask<ConnectionLookup> GetAsync(string connectionId, CancellationToken cancellationToken = default);

    /// <summary>Closes a connection (close code 1000); its <c>$disconnect</c> route runs afterwards.</summary>
    /// <param name="connectionId">The connection ID, as an event gave it.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Whether it was closed.</returns>
    ValueTask<ConnectionStatus> DeleteAsync(string connectionId, CancellationToken cancellationToken = default);
}

/// <summary>What became of a call to <see cref="IConnections"/>.</summary>
public enum ConnectionStatus
{
    /// <summary>Done.</summary>
    Ok,

    /// <summary>410: closed, never existed, or still connecting; or 400 because it is no ID that API Gateway gives out. Forget the connection.</summary>
    Gone,

    /// <summary>429: too many calls, or the connection reads too slowly. Try again later.</summary>
    Throttled,

    /// <summary>413: the message is over 128 KB.</summary>
    PayloadTooLarge,

    /// <summary>403: the function may not manage connections of this API (<c>execute-api:ManageConnections</c>), or the callback URL names another stage.</summary>
    Forbidden,
}

/// <summary>The answer of <see cref="IConnections.GetAsync"/>.</summary>
/// <param name="Status">What became of the call.</param>
/// <param name="Connection">The connection, when <paramref name="Status"/> is <see cref="ConnectionStatus.Ok"/>.</param>
public sealed record ConnectionLookup(ConnectionStatus Status, ConnectionDetails? Connection);

/// <summary>What API Gateway knows of an open connection.</summary>
/// <param name="ConnectedAt">When it connected; like the others at its default when the answer left it out.</param>
/// <param name="LastActiveAt">When it was last active.</param>
/// <param name="SourceIp">The client's address.</param>
/// <param name="UserAgent">The client's user agent; empty when it sent none.</param>
public sealed record ConnectionDetails(DateTimeOffset ConnectedAt, DateTimeOffset LastActiveAt, string SourceIp, string UserAgent);
