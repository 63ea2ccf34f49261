namespace WsScaffold;

/// <summary>
/// A handler's own refusal, which the client may know about. On <c>$connect</c> it is the status of the handshake; on a
/// message the client gets <c>{"message":…,"connectionId":…,"requestId":…,"status":…}</c>, with the request's <c>id</c> when it has one.
/// Any other exception is reported to Lambda, and the client gets API Gateway's own <i>Internal server error</i> frame.
/// </summary>
public class RouteException : Exception
{
    /// <summary>Refuses the request.</summary>
    /// <param name="statusCode">300 to 599, as in HTTP: 403 for forbidden, 404 for no such room, 409 for a conflict.</param>
    /// <param name="message">What the client is told.</param>
    /// <param name="innerException">The cause, which is logged and never sent.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="statusCode"/> is below 300 or above 599.</exception>
    public RouteException(int statusCode, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(statusCode, 300);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(statusCode, 599);
        StatusCode = statusCode;
    }

    /// <summary>The status: of the handshake on <c>$connect</c>, in the error frame elsewhere.</summary>
    public int StatusCode { get; }
}
