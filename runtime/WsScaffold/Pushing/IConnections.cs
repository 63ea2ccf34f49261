namespace WsScaffold;

/// <summary>
/// Posts to connections of the API, looks them up, and closes them. The calls are
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html">
/// @connections</see> requests, signed with the credentials of the function.
/// </summary>
/// <remarks>
/// Await the calls. In Lambda they run on the thread of the handler, so a handler that blocks the thread (<c>Task.Wait</c>,
/// <c>Task.Result</c>) deadlocks. The state of the connection (gone, throttled) is a <see cref="ConnectionStatus"/>, not an
/// exception. Failures of API Gateway or of the network throw an <see cref="HttpRequestException"/>; so does a response that takes
/// longer than ten seconds. Without credentials, a region or a callback URL, every call throws an <see
/// cref="InvalidOperationException"/> that says what to set.
/// </remarks>
public interface IConnections
{
    /// <summary>Posts a text message to a connection.</summary>
    /// <param name="connectionId">The connection ID from an event.</param>
    /// <param name="message">
    /// The message as UTF-8, at most 131,072 bytes (128 KB). The memory must not change until the task completes. It can be reused
    /// afterwards, so an implementation that keeps the message has to copy it.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// The status. <see cref="ConnectionStatus.Gone"/> is also returned while the <c>$connect</c> of the connection is pending.
    /// </returns>
    ValueTask<ConnectionStatus> PostAsync(string connectionId, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default);

    /// <summary>Gets the details of a connection.</summary>
    /// <param name="connectionId">The connection ID from an event.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The status, and the details if it is <see cref="ConnectionStatus.Ok"/>.</returns>
    ValueTask<ConnectionLookup> GetAsync(string connectionId, CancellationToken cancellationToken = default);

    /// <summary>Closes a connection with close code 1000. Its <c>$disconnect</c> route runs afterwards.</summary>
    /// <param name="connectionId">The connection ID from an event.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The status.</returns>
    ValueTask<ConnectionStatus> DeleteAsync(string connectionId, CancellationToken cancellationToken = default);
}
