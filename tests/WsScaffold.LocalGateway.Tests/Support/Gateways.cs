using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace WsScaffold.Gateway.Tests.Support;

/// <summary>Starts gateways on a free port.</summary>
internal static class Gateways
{
    public const string Stage = "production";

    /// <summary><c>$connect</c>, <c>$disconnect</c>, <c>$default</c>, <c>sendMessage</c>, and <c>ask</c> and <c>$default</c> with a route response.</summary>
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
        Function function, WebSocketApiDescriptor? api = null, Action<LocalGatewayOptions>? configure = null, ILoggerFactory? loggers = null)
    {
        var options = new LocalGatewayOptions { Port = 0, Stage = Stage };
        configure?.Invoke(options);
        return LocalGateway.StartAsync(
            api ?? Chat, function.AsIntegration(options.IntegrationTimeout), options, loggers ?? NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
    }
}
