using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging;
using WsScaffold.Connections;
using WsScaffold.Gateway.Authorizers;
using WsScaffold.Gateway.Hosting;
using WsScaffold.Gateway.Http;
using WsScaffold.Gateway.Integrations;
using WsScaffold.Gateway.Routing;
using WsScaffold.Gateway.RuntimeApi;

namespace WsScaffold;

/// <summary>
/// Amazon API Gateway's side of a WebSocket API, on this machine: handshake, route selection, limits, close codes and
/// <c>@connections</c> as the service has them. It asks for no credentials, so it listens on loopback unless told otherwise.
/// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html">WebSocket APIs</see>.
/// </summary>
public sealed class LocalGateway : IAsyncDisposable
{
    private readonly GatewayEndpoint _endpoint;
    private readonly LoopbackServer _server;
    private readonly RuntimeApiIntegration? _runtimeApi;
    private int _stopped;

    private LocalGateway(GatewayEndpoint endpoint, LoopbackServer server, RuntimeApiIntegration? runtimeApi, LocalGatewayOptions options)
    {
        _endpoint = endpoint;
        _server = server;
        _runtimeApi = runtimeApi;
        // A wildcard address is reached through loopback.
        var address = options.Address.Equals(IPAddress.Any) || options.Address.Equals(IPAddress.IPv6Any)
            ? IPAddress.Loopback
            : options.Address;
        var host = new IPEndPoint(address, server.Port);
        Url = new Uri($"ws://{host}/{options.Stage}");
        CallbackUrl = new Uri($"http://{host}/{options.Stage}");
    }

    /// <summary>Where clients connect, <c>ws://127.0.0.1:5080/local</c>.</summary>
    public Uri Url { get; }

    /// <summary>
    /// Where connections are managed, <c>http://127.0.0.1:5080/local</c>: the endpoint for an AWS SDK
    /// (<c>AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI</c>) and for <see cref="WebSocketApp.CallbackUrl"/>.
    /// </summary>
    public Uri CallbackUrl { get; }

    /// <summary>
    /// The value for <c>AWS_LAMBDA_RUNTIME_API</c> of the process that is the function, <c>127.0.0.1:port</c>;
    /// <see langword="null"/> unless <see cref="LocalGatewayOptions.RuntimeApiPort"/> is set.
    /// </summary>
    public string? RuntimeApi => _runtimeApi?.Endpoint;

    /// <summary>
    /// Serves an app. It runs in this process, and its <see cref="WebSocketApp.CallbackUrl"/> is set to this gateway; with
    /// <see cref="LocalGatewayOptions.RuntimeApiPort"/> only its <see cref="WebSocketApp.Descriptor"/> is used.
    /// </summary>
    /// <param name="app">The app; it is not disposed with the gateway.</param>
    /// <param name="options">How to serve it; the defaults when left out.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The running gateway. Dispose it to stop.</returns>
    /// <exception cref="ArgumentException">An option, the route selection expression or an identity source is wrong; the text says which and what to use.</exception>
    /// <exception cref="IOException">A port is taken; the text names it and the option to change.</exception>
    public static async Task<LocalGateway> StartAsync(WebSocketApp app, LocalGatewayOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(app);
        options ??= new LocalGatewayOptions();
        if (options.RuntimeApiPort is not null)
        {
            return await StartForProcessAsync(app.Descriptor, options, app.LoggerFactory, cancellationToken).ConfigureAwait(false);
        }

        var gateway = await BindAsync(app.Descriptor, new InProcessIntegration(app.InvokeAsync, options.IntegrationTimeout), options, app.LoggerFactory, cancellationToken).ConfigureAwait(false);
        // Before any event: the first handler that pushes makes the client from these, once.
        app.CallbackUrl = gateway.CallbackUrl;
        app.CreateConnectionsTransport = static () => new HttpClientTransport(TimeProvider.System);
        gateway.Open();
        return gateway;
    }

    /// <summary>Serves a function of any language, in a process of its own, that polls <see cref="RuntimeApi"/>.</summary>
    /// <param name="api">The routes.</param>
    /// <param name="options">How to serve it; <see cref="LocalGatewayOptions.RuntimeApiPort"/> must be set.</param>
    /// <param name="loggers">Where the gateway logs; nowhere when left out.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The running gateway. Dispose it to stop.</returns>
    /// <exception cref="ArgumentException">An option, the route selection expression or an identity source is wrong; the text says which and what to use.</exception>
    /// <exception cref="IOException">A port is taken; the text names it and the option to change.</exception>
    public static async Task<LocalGateway> StartForProcessAsync(
        WebSocketApiDescriptor api, LocalGatewayOptions options, ILoggerFactory? loggers = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (options.RuntimeApiPort is not { } port)
        {
            throw new ArgumentException("LocalGatewayOptions.RuntimeApiPort is missing: a function outside this process takes its events from there. Use 0 for any port.", nameof(options));
        }

        loggers ??= NullLoggerFactory.Instance;
        var runtimeApi = await RuntimeApiIntegration.StartAsync(port, options.IntegrationTimeout, options.TimeProvider, loggers, cancellationToken).ConfigureAwait(false);
        try
        {
            return await StartAsync(api, runtimeApi, options, loggers, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await runtimeApi.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    internal static async Task<LocalGateway> StartAsync(
        WebSocketApiDescriptor api, IIntegration integration, LocalGatewayOptions options, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var gateway = await BindAsync(api, integration, options, loggers, cancellationToken).ConfigureAwait(false);
        gateway.Open();
        return gateway;
    }

    /// <summary>Listens, so that the addresses are known, and lets requests wait for <see cref="Open"/>.</summary>
    internal static async Task<LocalGateway> BindAsync(
        WebSocketApiDescriptor api, IIntegration integration, LocalGatewayOptions options, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        options.Validate();
        var endpoint = new GatewayEndpoint(api, Routes(api), integration, options, loggers.CreateLogger<LocalGateway>());
        var server = await LoopbackServer.StartAsync(
            options.Address, options.Port, GatewayArguments.ToChoose(nameof(LocalGatewayOptions.Port)), endpoint.HandleAsync, loggers, cancellationToken).ConfigureAwait(false);
        return new LocalGateway(endpoint, server, integration as RuntimeApiIntegration, options);
    }

    internal void Open() => _endpoint.Open();

    /// <summary>
    /// Stops: closes every connection (close code 1001), delivers their <c>$disconnect</c> events, and waits for what runs,
    /// at most five seconds for each of these.
    /// </summary>
    /// <returns>Completes when nothing listens any more. Stopping twice does nothing.</returns>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        await _endpoint.StopAsync().ConfigureAwait(false);
        await _server.StopAsync(GatewayEndpoint.StopTimeout).ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        if (_runtimeApi is not null)
        {
            await _runtimeApi.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="StopAsync"/>
    public ValueTask DisposeAsync() => new(StopAsync());

    private static RouteTable Routes(WebSocketApiDescriptor api)
    {
        try
        {
            foreach (var source in api.Authorizer?.IdentitySources ?? [])
            {
                IdentitySource.Validate(source);
            }

            return new RouteTable(api);
        }
        catch (FormatException exception)
        {
            throw new ArgumentException(exception.Message, nameof(api), exception);
        }
    }
}
