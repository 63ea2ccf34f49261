using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WsScaffold.Gateway.Authorizers;
using WsScaffold.Gateway.Hosting;
using WsScaffold.Gateway.Http;
using WsScaffold.Gateway.Integrations;
using WsScaffold.Gateway.Routing;
using WsScaffold.Gateway.RuntimeApi;
using WsScaffold.ManagementApi;

namespace WsScaffold;

/// <summary>
/// Emulates API Gateway for a WebSocket API on this machine: handshakes, route selection, limits, close codes and
/// <c>@connections</c>. It does not check credentials, so by default it listens on loopback only.
/// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html">WebSocket APIs</see>.
/// </summary>
public sealed class LocalGateway : IAsyncDisposable
{
    private readonly GatewayEndpoint _endpoint;
    private readonly HttpServer _server;
    private readonly RuntimeApiIntegration? _runtimeApi;
    private int _stopped;

    private LocalGateway(GatewayEndpoint endpoint, HttpServer server, RuntimeApiIntegration? runtimeApi, LocalGatewayOptions options)
    {
        _endpoint = endpoint;
        _server = server;
        _runtimeApi = runtimeApi;
        // A client on this machine reaches a wildcard address through loopback.
        var address = options.Address.Equals(IPAddress.Any) || options.Address.Equals(IPAddress.IPv6Any)
            ? IPAddress.Loopback
            : options.Address;
        var host = new IPEndPoint(address, server.Port);
        Url = new Uri($"ws://{host}/{options.Stage}");
        CallbackUrl = new Uri($"http://{host}/{options.Stage}");
    }

    /// <summary>The URL that clients connect to, for example <c>ws://127.0.0.1:5080/local</c>.</summary>
    public Uri Url { get; }

    /// <summary>
    /// The base URL of <c>@connections</c>, for example <c>http://127.0.0.1:5080/local</c>. It is the endpoint for AWS SDKs
    /// (<c>AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI</c>) and the value of <see cref="WebSocketApp.CallbackUrl"/>.
    /// </summary>
    public Uri CallbackUrl { get; }

    /// <summary>
    /// The value of <c>AWS_LAMBDA_RUNTIME_API</c> for the process that runs the function, <c>127.0.0.1:port</c>;
    /// <see langword="null"/> if <see cref="LocalGatewayOptions.RuntimeApiPort"/> is not set.
    /// </summary>
    public string? RuntimeApi => _runtimeApi?.Endpoint;

    /// <summary>
    /// Starts a gateway for an API. The API runs in this process, and its <see cref="WebSocketApp.CallbackUrl"/> is set to the gateway.
    /// If <see cref="LocalGatewayOptions.RuntimeApiPort"/> is set, the API runs in another process instead, and only
    /// <see cref="WebSocketApp.Descriptor"/> is used.
    /// </summary>
    /// <param name="app">The API. The gateway does not dispose it.</param>
    /// <param name="options">The options, or <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The running gateway. Dispose it to stop it.</returns>
    /// <exception cref="ArgumentException">
    /// An option, the route selection expression or an identity source is invalid. The message says which one and what to use instead.
    /// </exception>
    /// <exception cref="IOException">A port is in use. The message names the port and the option that sets it.</exception>
    public static async Task<LocalGateway> StartAsync(
        WebSocketApp app, LocalGatewayOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(app);
        options ??= new LocalGatewayOptions();
        if (options.RuntimeApiPort is not null)
        {
            return await StartForProcessAsync(app.Descriptor, options, app.LoggerFactory, cancellationToken).ConfigureAwait(false);
        }

        var integration = new InProcessIntegration(app.InvokeAsync, options.IntegrationTimeout);
        var gateway = await BindAsync(app.Descriptor, integration, options, app.LoggerFactory, cancellationToken).ConfigureAwait(false);
        // These must be set before the first event: the first handler that pushes creates the client from them, once.
        app.CallbackUrl = gateway.CallbackUrl;
        app.CreateManagementTransport = static () => new HttpClientTransport(TimeProvider.System);
        gateway.Open();
        return gateway;
    }

    /// <summary>
    /// Starts a gateway for a function in another process. The function takes its events from <see cref="RuntimeApi"/> and can be
    /// written in any language.
    /// </summary>
    /// <param name="api">The routes of the API.</param>
    /// <param name="options">The options. <see cref="LocalGatewayOptions.RuntimeApiPort"/> must be set.</param>
    /// <param name="loggers">Creates the gateway's logger. With <see langword="null"/> the gateway logs nothing.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The running gateway. Dispose it to stop it.</returns>
    /// <exception cref="ArgumentException">
    /// An option, the route selection expression or an identity source is invalid. The message says which one and what to use instead.
    /// </exception>
    /// <exception cref="IOException">A port is in use. The message names the port and the option that sets it.</exception>
    public static async Task<LocalGateway> StartForProcessAsync(
        WebSocketApiDescriptor api,
        LocalGatewayOptions options,
        ILoggerFactory? loggers = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (options.RuntimeApiPort is not { } port)
        {
            throw new ArgumentException(
                "LocalGatewayOptions.RuntimeApiPort is not set. A function in another process takes its events from this port: set it to "
                + "a port, or to 0 for any free port.", nameof(options));
        }

        loggers ??= NullLoggerFactory.Instance;
        var runtimeApi = await RuntimeApiIntegration.StartAsync(
            port, options.IntegrationTimeout, options.TimeProvider, loggers, cancellationToken, GatewayArguments.RuntimeApiPortOption)
            .ConfigureAwait(false);
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
        WebSocketApiDescriptor api,
        IIntegration integration,
        LocalGatewayOptions options,
        ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        var gateway = await BindAsync(api, integration, options, loggers, cancellationToken).ConfigureAwait(false);
        gateway.Open();
        return gateway;
    }

    /// <summary>Starts to listen, so that the URLs are known. Requests wait for <see cref="Open"/>.</summary>
    internal static async Task<LocalGateway> BindAsync(
        WebSocketApiDescriptor api,
        IIntegration integration,
        LocalGatewayOptions options,
        ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        options.Validate();
        var endpoint = new GatewayEndpoint(api, Routes(api), integration, options, loggers.CreateLogger<LocalGateway>());
        var server = await HttpServer.StartAsync(
            options.Address, options.Port, GatewayArguments.PortOption, endpoint.HandleAsync, loggers, cancellationToken)
            .ConfigureAwait(false);
        return new LocalGateway(endpoint, server, integration as RuntimeApiIntegration, options);
    }

    internal void Open() => _endpoint.Open();

    /// <summary>
    /// Stops the gateway: closes every connection with close code 1001, delivers the disconnect events, and waits for running
    /// invocations, then for open HTTP requests, each for five seconds at most. Does nothing if the gateway is stopped already.
    /// </summary>
    /// <returns>A task that completes when the gateway no longer listens.</returns>
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
