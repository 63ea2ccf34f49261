namespace WsScaffold.ManagementApi;

/// <summary>Sends requests to <c>@connections</c> unchanged, and follows no redirects.</summary>
/// <remarks>
/// <para>
/// A base class, because blocking a thread is right in Lambda, where the thread has nothing else to do, and wrong in a server. A
/// host sets its own transport (<see cref="WebSocketApp.CreateManagementTransport"/>).
/// </para>
/// <para>
/// Lambda freezes the process between invocations, while the server closes idle sockets. So an idle socket is discarded after <see
/// cref="MaxIdle"/> of wall-clock time, and a request that fails on a reused socket before the first byte of a response is sent
/// once more. On a new socket it is never sent again.
/// </para>
/// </remarks>
internal abstract class ManagementTransport : IDisposable
{
    /// <summary>The time limit of a request, from connecting to the last byte of the response.</summary>
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The time for which an idle socket is kept.</summary>
    public static readonly TimeSpan MaxIdle = TimeSpan.FromSeconds(30);

    /// <summary>The maximum age of a socket, so that changes of the endpoint's addresses take effect.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    /// <summary>The size limit of a response. Responses of <c>@connections</c> are much smaller.</summary>
    public const int MaxResponseBytes = 64 * 1024;

    /// <summary>Sends a request and reads the complete response.</summary>
    /// <exception cref="HttpRequestException">The network failed, or no response arrived within <see cref="ResponseTimeout"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="ObjectDisposedException">The transport was disposed.</exception>
    public abstract ValueTask<ManagementResponse> SendAsync(ManagementRequest request, CancellationToken cancellationToken);

    public abstract void Dispose();

    /// <summary>Creates the exception for a request whose response did not arrive in time.</summary>
    protected static HttpRequestException NoResponse(TimeSpan timeout, Exception? cause = null) =>
        new($"No response within {timeout.TotalSeconds:0.###} seconds.", new TimeoutException(null, cause));
}
