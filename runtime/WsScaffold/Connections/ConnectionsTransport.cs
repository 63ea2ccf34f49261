using System.Net;
using System.Net.Sockets;

namespace WsScaffold.Connections;

/// <summary>
/// Carries requests over kept-alive connections, without the conveniences of a browser: no cookies, no redirects, no
/// tracing headers.
/// </summary>
/// <remarks>
/// Lambda freezes the process between invocations, and the other side closes idle connections meanwhile. So connections
/// are thrown away after an idle time by the wall clock (timers stand still in a frozen process), and a request that
/// dies on a reused connection is sent once more.
/// </remarks>
internal sealed class ConnectionsTransport(TimeProvider clock) : IDisposable
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan MaxIdle = TimeSpan.FromSeconds(30);

    private const int MaxAnswerBytes = 64 * 1024;

    private readonly Lock _gate = new();
    private HttpMessageInvoker? _invoker;
    private DateTimeOffset _lastUse;
    private int _inFlight;
    private bool _disposed;

    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <exception cref="HttpRequestException">The network failed, or there was no answer within <see cref="Timeout"/>.</exception>
    public async Task<HttpResponseMessage> SendAsync(ConnectionsRequest request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var invoker = Enter();
        try
        {
            var response = await SendOnLiveConnectionAsync(invoker, request, ended.Token).ConfigureAwait(false);
            try
            {
                await response.Content.LoadIntoBufferAsync(MaxAnswerBytes, ended.Token).ConfigureAwait(false);
                return response;
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new HttpRequestException($"No answer within {Timeout.TotalSeconds:0} seconds.", new TimeoutException());
        }
        finally
        {
            Leave();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _invoker?.Dispose();
        }
    }

    // SocketsHttpHandler does this itself only while no byte of a body has left.
    private static async Task<HttpResponseMessage> SendOnLiveConnectionAsync(HttpMessageInvoker invoker, ConnectionsRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException failure) when (!request.OpenedConnection && failure.InnerException is IOException)
        {
            return await invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
    }

    private HttpMessageInvoker Enter()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(IConnections));
            if (_invoker is not null && _inFlight == 0 && clock.GetUtcNow() - _lastUse > MaxIdle)
            {
                _invoker.Dispose();
                _invoker = null;
            }

            _inFlight++;
            return _invoker ??= new HttpMessageInvoker(CreateHandler());
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            _inFlight--;
            _lastUse = clock.GetUtcNow();
        }
    }

    private static SocketsHttpHandler CreateHandler() => new()
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        ConnectCallback = ConnectAsync,
        PooledConnectionIdleTimeout = MaxIdle,

        // So that a change of the endpoint's addresses is followed.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        Proxy = new HttpsProxy(),
        UseCookies = false,
    };

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        ((ConnectionsRequest)context.InitialRequestMessage).OpenedConnection = true;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // The proxy that the environment names (HTTPS_PROXY, NO_PROXY), but none to a gateway on this machine.
    private sealed class HttpsProxy : IWebProxy
    {
        public ICredentials? Credentials
        {
            get => HttpClient.DefaultProxy.Credentials;
            set => throw new NotSupportedException();
        }

        public Uri? GetProxy(Uri destination) => HttpClient.DefaultProxy.GetProxy(destination);

        public bool IsBypassed(Uri host) => host.Scheme == Uri.UriSchemeHttp || HttpClient.DefaultProxy.IsBypassed(host);
    }
}
