namespace WsScaffold.ManagementApi;

/// <summary>Carries requests to <c>@connections</c> as they are: nothing added, no redirect followed.</summary>
/// <remarks>
/// <para>A base class, because blocking a thread is right in Lambda, where the thread has nothing else to do, and wrong in a
/// server: a host brings its own (<see cref="WebSocketApp.CreateManagementTransport"/>).</para>
/// <para>Lambda freezes the process between invocations, and the other side closes idle connections meanwhile. So a
/// connection is thrown away after <see cref="MaxIdle"/> by the wall clock, and a request that dies on a reused connection
/// before any of an answer is sent once more; on a new connection, never.</para>
/// </remarks>
internal abstract class ManagementTransport : IDisposable
{
    /// <summary>How long a request may take, from the connection to the last byte of the answer.</summary>
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection is kept that nobody uses.</summary>
    public static readonly TimeSpan MaxIdle = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection is kept at all, so that a change of the endpoint's addresses is followed.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    /// <summary>More is no answer of <c>@connections</c>.</summary>
    public const int MaxResponseBytes = 64 * 1024;

    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <exception cref="HttpRequestException">The network failed, or there was no answer within <see cref="ResponseTimeout"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="ObjectDisposedException">The transport was disposed.</exception>
    public abstract ValueTask<ManagementResponse> SendAsync(ManagementRequest request, CancellationToken cancellationToken);

    public abstract void Dispose();

    /// <summary>The failure of a request that was not answered in time.</summary>
    protected static HttpRequestException NoResponse(TimeSpan timeout, Exception? cause = null) =>
        new($"No answer within {timeout.TotalSeconds:0.###} seconds.", new TimeoutException(null, cause));
}
