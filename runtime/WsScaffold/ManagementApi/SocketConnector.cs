using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using WsScaffold.Events;
using WsScaffold.Net.Sockets;

namespace WsScaffold.ManagementApi;

/// <summary>Opens sockets: in clear text to a gateway on this machine, with TLS to every other host.</summary>
internal sealed class SocketConnector(TimeProvider clock, RemoteCertificateValidationCallback? validateCertificate)
{
    // For the many sockets of one send; shorter than the 60 seconds for which AWS's DNS entries are valid.
    private static readonly TimeSpan _addressesGoodFor = TimeSpan.FromSeconds(30);

    private ResolvedHost? _resolved;

    /// <exception cref="HttpRequestException">The socket could not be connected.</exception>
    /// <exception cref="TimeoutException">The deadline has passed.</exception>
    /// <exception cref="OperationCanceledException">The request was canceled.</exception>
    public async ValueTask<SocketChannel> OpenAsync(CallbackEndpoint endpoint, SocketWork work)
    {
        var socket = await ConnectAsync(endpoint.Url, work).ConfigureAwait(false);
        Stream stream = new SocketStream(socket);
        try
        {
            if (!endpoint.IsLocal)
            {
                stream = await SecureAsync(socket, stream, endpoint.Url, work.CancellationToken).ConfigureAwait(false);
            }

            return new(endpoint, socket, stream, clock.GetUtcNow());
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask<AwaitableSocket> ConnectAsync(Uri url, SocketWork work)
    {
        SocketException? failure = null;
        foreach (var address in Resolve(url.IdnHost))
        {
            AwaitableSocket? socket = null;
            try
            {
                socket = new(address.AddressFamily);
                socket.Use(work.Reactor, work.Deadline);
                using var cancelled = work.CancellationToken.UnsafeRegister(static socket => ((AwaitableSocket)socket!).Abort(), socket);
                await socket.ConnectAndWaitAsync(new IPEndPoint(address, url.Port)).ConfigureAwait(false);
                return socket;
            }
            catch (SocketException exception)
            {
                socket?.Dispose();
                failure = exception;
            }
            catch
            {
                socket?.Dispose();
                throw;
            }
        }

        _resolved = null;
        throw new HttpRequestException(
            HttpRequestError.ConnectionError,
            $"Cannot connect to {url.Authority} ({failure?.SocketErrorCode}).",
            failure
        );
    }

    private async ValueTask<Stream> SecureAsync(AwaitableSocket socket, Stream stream, Uri url, CancellationToken cancellationToken)
    {
        var secured = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            using var cancelled = cancellationToken.UnsafeRegister(static socket => ((AwaitableSocket)socket!).Abort(), socket);
            await secured.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = url.IdnHost,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    RemoteCertificateValidationCallback = validateCertificate,
                },
                CancellationToken.None).ConfigureAwait(false);
            return secured;
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException)
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            throw new HttpRequestException(
                HttpRequestError.SecureConnectionError,
                $"Cannot establish TLS with {url.Authority}: {exception.Message}",
                exception
            );
        }
    }

    // Blocks, but rarely: resolving on another thread would wake it, and would have no shorter timeout either.
    private IPAddress[] Resolve(string host)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return [literal];
        }

        var now = clock.GetUtcNow();
        if (_resolved is { } known && known.Host == host && now - known.At < _addressesGoodFor)
        {
            return known.Addresses;
        }

        try
        {
            var addresses = Dns.GetHostAddresses(host);
            _resolved = new(host, addresses, now);
            return addresses;
        }
        catch (SocketException exception)
        {
            throw new HttpRequestException(
                HttpRequestError.NameResolutionError,
                $"The host {host} was not found ({exception.SocketErrorCode}).",
                exception
            );
        }
    }

    private sealed record ResolvedHost(string Host, IPAddress[] Addresses, DateTimeOffset At);
}
