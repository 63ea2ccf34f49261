using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WsScaffold.Gateway.Http;

/// <summary>
/// Kestrel with one request handler and without a host, so that configuration files, environment variables and signals of the
/// user's program do not affect it.
/// </summary>
internal sealed class HttpServer : IAsyncDisposable
{
    private readonly KestrelServer _server;

    private HttpServer(KestrelServer server) => _server = server;

    /// <summary>The port that the server listens on.</summary>
    public int Port { get; private set; }

    /// <summary>Starts a server.</summary>
    /// <param name="port">The port, or 0 for any free port.</param>
    /// <param name="portOption">The option that sets the port, for the error message.</param>
    /// <param name="limit">Changes the server's limits.</param>
    /// <exception cref="IOException">The port is in use. The message names the option that sets it.</exception>
    public static async Task<HttpServer> StartAsync(
        IPAddress address,
        int port,
        string portOption,
        RequestDelegate handler,
        ILoggerFactory loggers,
        CancellationToken cancellationToken,
        Action<KestrelServerLimits>? limit = null)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        limit?.Invoke(options.Limits);
        options.Listen(address, port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(RequestHeadRecorder.Middleware);
        });

        loggers = new ServerLoggers(loggers);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers);
        var server = new HttpServer(new KestrelServer(Options.Create(options), transport, loggers));
        try
        {
            await server._server.StartAsync(new Application(handler), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw new IOException(
                $"The local gateway cannot listen on {address}:{port}: {exception.Message} "
                + $"Stop the program that uses the port, or choose another port with {portOption}.",
                exception);
        }

        var bound = server._server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        server.Port = new Uri(bound).Port;
        return server;
    }

    /// <summary>Stops accepting requests, and aborts those that are still open after <paramref name="grace"/>.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        using var end = new CancellationTokenSource(grace);
        await _server.StopAsync(end.Token).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        return ValueTask.CompletedTask;
    }

    private sealed class Application(RequestDelegate handler) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => handler(context);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
        }
    }
}
