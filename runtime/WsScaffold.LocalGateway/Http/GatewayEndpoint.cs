using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using WsScaffold.Gateway.Authorizers;
using WsScaffold.Gateway.Connections;
using WsScaffold.Gateway.Events;
using WsScaffold.Gateway.Handshakes;
using WsScaffold.Gateway.Integrations;
using WsScaffold.Gateway.Messages;
using WsScaffold.Gateway.Routing;

namespace WsScaffold.Gateway.Http;

/// <summary>Tells handshakes and <c>@connections</c> commands apart and refuses the rest.</summary>
internal sealed partial class GatewayEndpoint
{
    /// <summary>How long open connections and running invocations may take to end.</summary>
    public static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    private readonly string _stage;
    private readonly RequestOrigin _origin;
    private readonly ConnectionRegistry _connections = new();
    private readonly RunningWork _running = new();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Handshake _handshake;
    private readonly ConnectionsEndpoint _connectionsEndpoint;
    private readonly ILogger _logger;

    public GatewayEndpoint(WebSocketApiDescriptor api, RouteTable routes, IIntegration integration, LocalGatewayOptions options, ILogger logger)
    {
        _stage = options.Stage;
        _logger = logger;
        _origin = new RequestOrigin(options.Address, options.AllowedHosts, options.AllowedOrigins.Concat(api.AllowedOrigins));
        _connectionsEndpoint = new ConnectionsEndpoint(_connections);

        var events = new EventWriter(options.Stage, options.StageVariables.AsReadOnly());
        var invoker = new Invoker(integration, options.IntegrationTimeout, options.TimeProvider, logger);
        var dispatcher = new MessageDispatcher(routes, events, invoker, _running, options.EmptyRouteResponse, options.TimeProvider, logger);
        var limits = new ConnectionLimits(options.IdleTimeout, options.ConnectionDuration);
        var authorizer = api.Authorizer is null ? null : new Authorizer(api.Authorizer, events, invoker, options.TimeProvider, logger);
        _handshake = new Handshake(routes, authorizer, events, invoker, dispatcher, _connections, _running, limits, options.LoseDisconnects, options.TimeProvider, logger);
    }

    public async Task HandleAsync(HttpContext context)
    {
        using var _ = _running.Begin();
        try
        {
            await _open.Task.WaitAsync(context.RequestAborted).ConfigureAwait(false);
            await RouteAsync(context).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            // The caller left; nobody is there to answer.
        }
    }

    /// <summary>Serves the requests that came so far and all that come. Until then they wait.</summary>
    public void Open() => _open.TrySetResult();

    /// <summary>Closes every connection and waits for what they still run.</summary>
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
            LogHostRefused(_logger, request.Host.Host);
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
            LogPageRefused(_logger);
            return ForbidAsync(context, "Forbidden");
        }

        return rest is ["@connections", var connectionId] && ConnectionsEndpoint.Supports(request.Method)
            ? _connectionsEndpoint.HandleAsync(context, connectionId)
            : ForbidAsync(context, $"No method found matching route {string.Join('/', rest)} for http method {request.Method}.");
    }

    private Task HandshakeAsync(HttpContext context)
    {
        if (!_origin.IsOriginAllowed(context.Request))
        {
            LogOriginRefused(_logger, context.Request.Headers.Origin.ToString());
            return ForbidAsync(context, "Forbidden");
        }

        return _handshake.HandleAsync(context);
    }

    private static Task ForbidAsync(HttpContext context, string message) =>
        JsonResponse.WriteErrorAsync(context.Response, StatusCodes.Status403Forbidden, "ForbiddenException", message);

    [LoggerMessage(LogLevel.Warning, "Refused a request for host '{Host}', which is not this machine. To allow it, add it to LocalGatewayOptions.AllowedHosts.")]
    private static partial void LogHostRefused(ILogger logger, string host);

    [LoggerMessage(LogLevel.Warning, "Refused a connection from the web page '{Origin}'. To allow it, add it to LocalGatewayOptions.AllowedOrigins.")]
    private static partial void LogOriginRefused(ILogger logger, string origin);

    [LoggerMessage(LogLevel.Warning, "Refused a call of @connections from a web page: only programs may call it.")]
    private static partial void LogPageRefused(ILogger logger);
}
