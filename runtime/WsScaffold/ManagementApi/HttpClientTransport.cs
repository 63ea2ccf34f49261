using System.Net;
using System.Net.Sockets;

namespace WsScaffold.ManagementApi;

/// <summary>
/// Sends requests without blocking a thread, for hosts that run handlers on pool threads: the local gateway and other Lambda
/// runtimes. It uses no cookies, redirects or tracing headers.
/// </summary>
internal sealed class HttpClientTransport(TimeProvider clock) : ManagementTransport
{
    private readonly Lock _gate = new();
    private HttpMessageInvoker? _invoker;
    private DateTimeOffset _lastUse;
    private int _inFlight;
    private bool _disposed;

    public override async ValueTask<ManagementResponse> SendAsync(ManagementRequest request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(ResponseTimeout, clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var message = ToMessage(request);
        var invoker = Enter();
        try
        {
            using var response = await SendOnLiveSocketAsync(invoker, message, ended.Token).ConfigureAwait(false);
            await response.Content.LoadIntoBufferAsync(MaxResponseBytes, ended.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(ended.Token).ConfigureAwait(false);
            return new(
                (int)response.StatusCode,
                response.Headers.NonValidated.TryGetValues("x-amzn-ErrorType", out var values) ? values.ToString() : null,
                body
            );
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw NoResponse(ResponseTimeout);
        }
        finally
        {
            Leave();
        }
    }

    public override void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _invoker?.Dispose();
        }
    }

    private static HttpRequestMessage ToMessage(ManagementRequest request)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), request.Endpoint.UrlOf(request.Path));
        if (request.HasBody)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
        }

        if (request.Signature is { } signature)
        {
            message.Headers.TryAddWithoutValidation("x-amz-date", signature.Date);
            message.Headers.TryAddWithoutValidation("Authorization", signature.Authorization);
            if (signature.SecurityToken is { } token)
            {
                message.Headers.TryAddWithoutValidation("x-amz-security-token", token);
            }
        }

        return message;
    }

    // SocketsHttpHandler only does this itself before the first byte of a body is sent.
    private static async Task<HttpResponseMessage> SendOnLiveSocketAsync(
        HttpMessageInvoker invoker,
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var progress = ExchangeProgress.OfThisFlow = new();
        try
        {
            return await invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException failure)
            when (progress is { IsOnUsedSocket: true, HasResponse: false } && failure.InnerException is IOException)
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
        PlaintextStreamFilter = static (context, _) => new(new HttpClientChannel(context.PlaintextStream)),
        PooledConnectionIdleTimeout = MaxIdle,
        PooledConnectionLifetime = MaxAge,
        Proxy = new HttpsProxy(),
        UseCookies = false,
    };

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
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

    // The proxy of the environment (HTTPS_PROXY, NO_PROXY), but no proxy for a gateway on this machine.
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
