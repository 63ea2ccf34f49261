using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using WsScaffold.Gateway.Authorizers;
using WsScaffold.Gateway.Connections;
using WsScaffold.Gateway.Events;
using WsScaffold.Gateway.Frames;
using WsScaffold.Gateway.Handshakes;
using WsScaffold.Gateway.Http;
using WsScaffold.Gateway.Integrations;
using WsScaffold.Gateway.ManagementApi;
using WsScaffold.Gateway.Messages;
using WsScaffold.Gateway.Routing;

namespace WsScaffold.Gateway.Hosting;

/// <summary>Passes on handshakes and calls of the management API, and rejects all other HTTP requests.</summary>
internal sealed partial class GatewayEndpoint
{
    /// <summary>The time that open connections and running invocations have to end when the gateway stops.</summary>
    public static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    private readonly string _stage;
    private readonly RequestOrigin _origin;
    private readonly ConnectionRegistry _connections = new();
    private readonly RunningWork _running = new();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Handshake _handshake;
    private readonly ManagementEndpoint _management;
    private readonly ILogger _logger;

    public GatewayEndpoint(
        WebSocketApiDescriptor api, RouteTable routes, IIntegration integration, LocalGatewayOptions options, ILogger logger)
    {
        _stage = options.Stage;
        _logger = logger;
        _origin = new RequestOrigin(options.Address, options.AllowedHosts, options.AllowedOrigins.Concat(api.AllowedOrigins));
        _management = new ManagementEndpoint(_connections);

        var events = new EventWriter(options.Stage, options.StageVariables.AsReadOnly());
        var invoker = new Invoker(integration, options.IntegrationTimeout, options.TimeProvider, logger);
        var dispatcher = new MessageDispatcher(routes, events, invoker, _running, options.EmptyRouteResponse, options.TimeProvider, logger);
        var limits = new ConnectionLimits(options.IdleTimeout, options.ConnectionDuration);
        var authorizer = api.Authorizer is null ? null : new Authorizer(api.Authorizer, events, invoker, options.TimeProvider, logger);
        _handshake = new Handshake(
            routes, authorizer, events, invoker, dispatcher, _connections, _running, limits,
            options.DropDisconnectEvents, options.TimeProvider, logger);
    }

    public async Task HandleAsync(HttpContext context)
    {
        using var _ = _running.Begin();
        try
        {
            await _open.Task.WaitAsync(context.RequestAborted).ConfigureAwait(false);
            await RouteAsync(context).ConfigureAwait(false);
        }
        catch (Exception exception) when (
            exception is IOException or OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            // The client closed its socket, so it cannot receive a response.
        }
    }

    /// <summary>Starts to process HTTP requests. Requests that arrived earlier have waited until now.</summary>
    public void Open() => _open.TrySetResult();

    /// <summary>Closes every connection, and waits for running invocations and disconnect events.</summary>
    public async Task StopAsync()
    {
        _connections.CloseAll(CloseStatus.GoingAway);
        await _running.WhenIdleAsync(StopTimeout).ConfigureAwait(false);
    }

    private Task RouteAsync(HttpContext context)
    {
        var request = context.Request;
        if (!_origin.IsHostAllowed(request))
        {
            LogHostRejected(_logger, request.Host.Host);
            return ForbidAsync(context, "Forbidden");
        }

        var path = (request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (path is not [var stage, .. var rest] || stage != _stage)
        {
            return ForbidAsync(context, "Forbidden");
        }

        if (rest is [])
        {
            return HandshakeAsync(context);
        }

        if (request.Headers.Origin.Count > 0)
        {
            LogPageRejected(_logger);
            return ForbidAsync(context, "Forbidden");
        }

        return rest is ["@connections", var connectionId] && ManagementEndpoint.Supports(request.Method)
            ? _management.HandleAsync(context, connectionId)
            : ForbidAsync(context, $"No method found matching route {string.Join('/', rest)} for http method {request.Method}.");
    }

    private Task HandshakeAsync(HttpContext context)
    {
        if (!_origin.IsOriginAllowed(context.Request))
        {
            LogOriginRejected(_logger, context.Request.Headers.Origin.ToString());
            return ForbidAsync(context, "Forbidden");
        }

        return _handshake.HandleAsync(context);
    }

    private static Task ForbidAsync(HttpContext context, string message) =>
        JsonResponse.WriteErrorAsync(context.Response, StatusCodes.Status403Forbidden, "ForbiddenException", message);

    [LoggerMessage(LogLevel.Warning, "Rejected a request with 403: its host '{Host}' is not this machine. To allow the host, add it to "
        + "LocalGatewayOptions.AllowedHosts.")]
    private static partial void LogHostRejected(ILogger logger, string host);

    [LoggerMessage(LogLevel.Warning, "Rejected a handshake with 403: it comes from a web page of the origin '{Origin}'. To allow the "
        + "origin, add it to LocalGatewayOptions.AllowedOrigins.")]
    private static partial void LogOriginRejected(ILogger logger, string origin);

    [LoggerMessage(LogLevel.Warning, "Rejected a call of @connections with 403: it comes from a web page. Call @connections from a program "
        + "that sends no Origin header.")]
    private static partial void LogPageRejected(ILogger logger);
}
