namespace WsScaffold;

/// <summary>
/// Rejects a request with a status and a message for the client. On <c>$connect</c> the status is that of the handshake. On a
/// message the client receives <c>{"message":…,"connectionId":…,"requestId":…,"status":…}</c>, with the <c>id</c> of the request
/// if it has one. Any other exception fails the invocation, and the client receives API Gateway's <i>Internal server error</i>
/// frame.
/// </summary>
public class RouteException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="statusCode">
    /// An HTTP status, 300 to 599: for example 403 for forbidden, 404 for a missing room, 409 for a conflict.
    /// </param>
    /// <param name="message">The message for the client.</param>
    /// <param name="innerException">The cause. It is logged, and never sent to the client.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="statusCode"/> is below 300 or above 599.</exception>
    public RouteException(int statusCode, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(statusCode, 300);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(statusCode, 599);
        StatusCode = statusCode;
    }

    /// <summary>The status of the handshake (on <c>$connect</c>) or of the error frame (on all other routes).</summary>
    public int StatusCode { get; }
}
