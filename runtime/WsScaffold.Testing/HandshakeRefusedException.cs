namespace WsScaffold.Testing;

/// <summary>A client was not let in.</summary>
public sealed class HandshakeRefusedException : Exception
{
    internal HandshakeRefusedException(int statusCode, string failures, Exception cause)
        : base($"The handshake was refused with status {statusCode}.{failures}", cause) => StatusCode = statusCode;

    /// <summary>The HTTP status: what the <c>$connect</c> handler refused with, 502 when it failed, 504 when it took longer than 29 seconds.</summary>
    public int StatusCode { get; }
}
