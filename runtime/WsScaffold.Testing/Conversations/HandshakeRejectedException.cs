namespace WsScaffold.Testing;

/// <summary>The API or the gateway rejected a handshake.</summary>
public sealed class HandshakeRejectedException : Exception
{
    internal HandshakeRejectedException(int statusCode, string failures, Exception cause)
        : base($"The handshake was rejected with status {statusCode}.{failures}", cause) => StatusCode = statusCode;

    /// <summary>
    /// The HTTP status: the status with which <c>$connect</c>, the authorizer or the gateway rejected the handshake, 502 if
    /// <c>$connect</c> failed, 504 if it took longer than 29 seconds, or 500 if the authorizer failed.
    /// </summary>
    public int StatusCode { get; }
}
