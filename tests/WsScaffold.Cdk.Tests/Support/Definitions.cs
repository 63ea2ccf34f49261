namespace WsScaffold.Cdk.Tests.Support;

/// <summary>The definitions of small APIs, as the generator would write them.</summary>
internal static class Definitions
{
    public static WebSocketApiDefinition Chat { get; } = Create(
        new("$connect", "ChatApi.Connect"),
        new("$disconnect", "ChatApi.Disconnect"),
        new("join", "ChatApi.Join") { HasRouteResponse = true },
        new("log", "ChatApi.Log"));

    public static WebSocketApiDefinition Split { get; } = new()
    {
        Name = "ChatApi",
        RouteSelectionExpression = "$request.body.action",
        Pushes = true,
        Routes =
        [
            new("$connect", "ChatApi.Connect"),
            new("report", "Reports.Write") { Function = "reports" },
            new("report.all", "Reports.WriteAll") { Function = "reports", HasRouteResponse = true },
        ],
        Functions = [new("reports") { MemorySize = 1024, TimeoutSeconds = 5 }],
    };

    public static WebSocketApiDefinition Stored { get; } = new()
    {
        Name = "ChatApi",
        RouteSelectionExpression = "$request.body.action",
        HasConnectionTable = true,
        Routes = Chat.Routes,
    };

    public static WebSocketApiDefinition Create(params RouteDefinition[] routes) =>
        new() { Name = "ChatApi", RouteSelectionExpression = "$request.body.action", Routes = routes };
}
