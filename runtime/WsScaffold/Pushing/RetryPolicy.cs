using System.Net;

namespace WsScaffold.Pushing;

/// <summary>Decides whether and when a push to one connection is retried.</summary>
/// <remarks>
/// A transport can also repeat a request by itself, on a socket that the server closed while it was idle: see
/// <c>ManagementTransport</c>.
/// </remarks>
internal static class RetryPolicy
{
    // Together with the first attempt, five attempts within 1.5 seconds.
    private const int MaxRetries = 4;
    private static readonly TimeSpan _firstWait = TimeSpan.FromMilliseconds(100);

    // If thousands are throttled (the quota of the account is exhausted), waiting for each would outlast the invocation.
    private static readonly TimeSpan _retryTime = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether a push certainly did not reach the client: after a 5xx or a failed connect. After any other failure it may have.
    /// </summary>
    public static bool WasNotDelivered(HttpRequestException failure) =>
        failure.StatusCode >= HttpStatusCode.InternalServerError
        || failure.HttpRequestError is HttpRequestError.ConnectionError
            or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError;

    /// <summary>The wait before the next attempt after throttling or a failure; null to give up.</summary>
    /// <param name="retries">The number of retries so far; increased.</param>
    /// <param name="elapsed">The time since the send started.</param>
    public static TimeSpan? Wait(ref int retries, TimeSpan elapsed) =>
        retries >= MaxRetries || elapsed > _retryTime
            ? null

            // Doubled each time, and half of it random, so that recipients throttled together are not retried together.
            : _firstWait * (1 << retries++) * (0.5 + (Random.Shared.NextDouble() / 2));

    /// <summary>
    /// The wait before the next attempt after a 410. The handshake may still be completing: the connection only counts as gone if
    /// it still is a moment later. Null to give up.
    /// </summary>
    /// <param name="retries">The number of retries so far; increased.</param>
    public static TimeSpan? WaitForOpening(ref int retries, ConnectionEntry recipient, TimeProvider clock)
    {
        var opening = recipient.OpenedAt + ConnectionLifetime.Opening - clock.GetUtcNow();
        if (opening <= TimeSpan.Zero)
        {
            return null;
        }

        var wait = _firstWait * (1 << Math.Min(retries++, 3));
        return wait < opening ? wait : opening;
    }
}
