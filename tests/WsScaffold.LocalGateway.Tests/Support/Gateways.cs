using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace WsScaffold.Gateway.Tests.Support;

/// <summary>Starts gateways on a free port.</summary>
internal static class Gateways
{
    public const string Stage = "production";

    /// <summary>An API with all kinds of routes. <c>$default</c> and <c>ask</c> have a route response.</summary>
    public static readonly WebSocketApiDescriptor Chat = Api(
        new("$connect", "Chat.Connect"),
        new("$default", "Chat.Default") { HasRouteResponse = true },
        new("$disconnect", "Chat.Disconnect"),
        new("ask", "Chat.Ask") { HasRouteResponse = true },
        new("sendMessage", "Chat.SendMessage"));

    public static WebSocketApiDescriptor Api(params RouteDescriptor[] routes) => new()
    {
        Name = "Chat",
        RouteSelectionExpression = "$request.body.action",
        Routes = routes,
    };

    public static Task<LocalGateway> StartAsync(
        Function function,
        WebSocketApiDescriptor? api = null,
        Action<LocalGatewayOptions>? configure = null,
        ILoggerFactory? loggers = null)
    {
        var options = new LocalGatewayOptions { Port = 0, Stage = Stage };
        configure?.Invoke(options);
        var integration = function.AsIntegration(options.IntegrationTimeout);
        loggers ??= NullLoggerFactory.Instance;
        return LocalGateway.StartAsync(api ?? Chat, integration, options, loggers, TestContext.Current.CancellationToken);
    }

    /// <summary>Starts a gateway for a function that takes its events from the Runtime API.</summary>
    public static Task<LocalGateway> StartForProcessAsync(WebSocketApiDescriptor? api = null, Action<LocalGatewayOptions>? configure = null)
    {
        var options = new LocalGatewayOptions { Port = 0, RuntimeApiPort = 0, Stage = Stage };
        configure?.Invoke(options);
        return LocalGateway.StartForProcessAsync(api ?? Chat, options, null, TestContext.Current.CancellationToken);
    }
}
