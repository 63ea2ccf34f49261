namespace WsScaffold.Generator.Routes;

/// <summary>What the API needs of its infrastructure: nothing that an edit of a handler's body, or of a message, changes.</summary>
internal sealed record InfrastructureFacts(
    string ApiNamespace,
    string ApiName,
    string RouteSelectionExpression,
    bool Pushes,
    StoreKind Store,
    AuthorizerFacts? Authorizer,
    EquatableArray<RouteFacts> Routes,
    EquatableArray<FunctionModel> Functions)
{
    public static InfrastructureFacts From(RouteTable table) => new(
        table.Api.Namespace,
        table.Api.Name,
        table.Api.RouteSelectionExpression,
        table.Pushes,
        table.Api.Store,
        table.Authorizer is { } authorizer ? new AuthorizerFacts(authorizer.DisplayName, authorizer.IdentitySources, authorizer.Function?.Name) : null,
        RouteFacts.AllOf(table).ToEquatableArray(),
        table.Functions.ToEquatableArray());
}

/// <summary>The method that is asked before <c>$connect</c>, and what it needs of a handshake.</summary>
internal sealed record AuthorizerFacts(string Handler, EquatableArray<string> IdentitySources, string? Function);

/// <summary>One route as everybody but the dispatch sees it.</summary>
/// <param name="Function">The name of the function it has to itself; null for the API's own.</param>
internal sealed record RouteFacts(string Key, string Handler, bool HasRouteResponse, bool OneWay, string? Function)
{
    /// <summary>The routes of API Gateway, ordered by key: those that have a handler, and those that the framework answers itself.</summary>
    public static IEnumerable<RouteFacts> AllOf(RouteTable table) =>
        table.Routes.Select(static route => new RouteFacts(route.Key, route.DisplayName, HasResponse(route), route.OneWay, route.Function?.Name))
            .Concat(table.OwnRoutes.Select(static route => new RouteFacts(route.Key, route.Purpose, route.Purpose == "KeepAlive", false, null)))
            .OrderBy(static route => route.Key, StringComparer.Ordinal);

    private static bool HasResponse(RouteModel route) =>
        route.Kind == RouteKind.Message && !route.OneWay && route.Answer.Kind is not AnswerKind.None;
}
