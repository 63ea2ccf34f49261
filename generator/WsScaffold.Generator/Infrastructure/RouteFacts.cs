using WsScaffold.Generator.Routes;

namespace WsScaffold.Generator.Infrastructure;

/// <summary>One route as everybody but the dispatch sees it.</summary>
/// <param name="Function">The name of the function it has to itself; null for the API's own.</param>
internal sealed record RouteFacts(string Key, string Handler, bool HasRouteResponse, bool OneWay, string? Function)
{
    /// <summary>
    /// The routes of API Gateway, ordered by key: those that have a handler, and those that the framework answers itself.
    /// </summary>
    public static IEnumerable<RouteFacts> AllOf(RouteTable table) =>
        table
            .Routes.Select(static route => new RouteFacts(
                route.Key,
                route.DisplayName,
                HasResponse(route),
                route.OneWay,
                route.Function?.Name
            ))
            .Concat(
                table.OwnRoutes.Select(static route => new RouteFacts(route.Key, route.Purpose, route.Purpose == "KeepAlive", false, null))
            )
            .OrderBy(static route => route.Key, StringComparer.Ordinal);

    private static bool HasResponse(RouteModel route) =>
        route.Kind == RouteKind.Message && !route.OneWay && route.Response.Kind is not ResponseKind.None;
}
