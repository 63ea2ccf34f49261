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
/// Kestrel alone, with one handler: no host, so no configuration file, environment variable or signal of the user's program
/// changes what it does.
/// </summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly KestrelServer _server;

    private LoopbackServer(KestrelServer server) => _server = server;

    /// <summary>The port it listens on.</summary>
    public int Port { get; private set; }

    /// <param name="limit">Changes what a client may send, and how long it may take.</param>
    /// <param name="toChoose">By what another port is chosen.</param>
    /// <exception cref="IOException">The port is taken; the text says by what to choose another.</exception>
    public static async Task<LoopbackServer> StartAsync(
        IPAddress address,
        int port,
        string toChoose,
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
        var server = new LoopbackServer(new KestrelServer(Options.Create(options), transport, loggers));
        try
        {
            await server._server.StartAsync(new Application(handler), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw new IOException(
                $"The local gateway cannot listen on {address}:{port}: {exception.Message} Stop the program that uses the port, or choose another: {toChoose}.",
                exception);
        }

        var bound = server._server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        server.Port = new Uri(bound).Port;
        return server;
    }

    /// <summary>Stops accepting, and ends requests that are still open after <paramref name="grace"/>.</summary>
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
