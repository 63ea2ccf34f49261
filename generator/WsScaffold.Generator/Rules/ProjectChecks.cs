using Microsoft.CodeAnalysis;
using WsScaffold.ApiGateway;
using WsScaffold.Generator.Json;
using WsScaffold.Generator.Parsing;
using WsScaffold.Generator.Routes;

namespace WsScaffold.Generator.Rules;

/// <summary>
/// The rules about the project as a whole, which no single handler breaks. The analyzer reports each problem at its place;
/// the generator writes the errors among them where no analyzer runs.
/// </summary>
internal static class ProjectChecks
{
    public static IEnumerable<ProjectProblem> Check(ParsedProject project)
    {
        var routes = RouteTable.InOrder(project.Handlers);
        var authorizers = RouteTable.Authorizers(project.Handlers);
        IEnumerable<ProjectProblem>[] problems =
        [
            Duplicates(routes),
            SameButForCase(routes),
            Functions([.. routes, .. authorizers]),
            SeveralAuthorizers(authorizers),
            SeveralClasses(project.Apis),
            project.Api is { } api ? CheckApi(api, routes, project.Handlers) : NoClass(project.Handlers),
        ];
        return problems.SelectMany(static found => found);
    }

    private static IEnumerable<ProjectProblem> CheckApi(ParsedApi api, HandlerModel[] routes, EquatableArray<HandlerModel> handlers) =>
        Unreachable(routes, api.Model)
            .Concat(KeptAlive(routes, api.Model))
            .Concat(Quota(routes, api.Model))
            .Concat(NoDefaultRoute(handlers, api.Model))
            .Concat(UnusedContext(handlers, api));

    private static IEnumerable<ProjectProblem> Duplicates(HandlerModel[] routes) => routes.Skip(1)
        .Zip(routes, static (second, first) => (First: first.Route!, Second: second))
        .Where(static pair => pair.First.Key == pair.Second.Route!.Key)
        .Select(static pair => pair.Second.Breaks(
            RouteRules.DuplicateRouteKey, ProblemPlace.RouteKey, pair.First.FullName, pair.Second.Route!.FullName, pair.First.Key));

    private static IEnumerable<ProjectProblem> SameButForCase(HandlerModel[] routes) =>
        from alike in routes.GroupBy(static handler => handler.Route!.Key, StringComparer.OrdinalIgnoreCase)
        let first = alike.First().Route!
        from other in alike
        let route = other.Route!
        where route.Key != first.Key
        select other.Breaks(RouteRules.RouteKeysDifferByCase, ProblemPlace.RouteKey, first.Key, first.FullName, route.Key, route.FullName);

    private static IEnumerable<ProjectProblem> Functions(HandlerModel[] handlers) =>
        from function in RouteTable.FunctionsOf(handlers.Select(static handler => handler.Route!))
        where function.Count() > 1
        let last = function.Last()
        select handlers.First(handler => handler.Route!.Function == last)
            .Breaks(InfrastructureRules.FunctionSettings, ProblemPlace.Function, last.Name);

    private static IEnumerable<ProjectProblem> SeveralAuthorizers(HandlerModel[] authorizers) => authorizers.Skip(1)
        .Select(second => second.Breaks(
            AuthorizerRules.Several, ProblemPlace.RouteAttribute, authorizers[0].Route!.FullName, second.Route!.FullName));

    private static IEnumerable<ProjectProblem> SeveralClasses(EquatableArray<ParsedApi> apis) => apis.Skip(1)
        .Select(another => another.Model.Breaks(ApiClassRules.Several, ProblemPlace.ApiAttribute, apis[0].Model.Name, another.Model.Name));

    // Of one handler: one mistake is one error.
    private static IEnumerable<ProjectProblem> NoClass(EquatableArray<HandlerModel> handlers) => handlers
        .OrderBy(static handler => handler.Name, StringComparer.Ordinal)
        .Take(1)
        .Select(static handler => handler.Breaks(ApiClassRules.Missing, ProblemPlace.RouteAttribute, handler.Name));

    private static IEnumerable<ProjectProblem> Unreachable(HandlerModel[] routes, ApiModel api) =>
        SelectionExpression.Parse(api.RouteSelectionExpression, out _) is not { } expression
            ? []
            : routes
                .Where(handler => !RouteKeys.IsReserved(handler.Route!.Key) && !expression.Yields(handler.Route.Key))
                .Select(handler =>
                    handler.Breaks(
                        RouteRules.UnreachableRouteKey,
                        ProblemPlace.RouteKey,
                        api.RouteSelectionExpression,
                        handler.Route!.Key,
                        handler.Route.FullName
                    )
                );

    private static IEnumerable<ProjectProblem> KeptAlive(HandlerModel[] routes, ApiModel api) => routes
        .Where(handler => handler.Route!.Key == api.KeepAlive)
        .Select(static handler => handler.Breaks(
            RouteRules.KeepAliveHandled, ProblemPlace.RouteKey, handler.Route!.FullName, handler.Route.Key));

    private static IEnumerable<ProjectProblem> Quota(HandlerModel[] routes, ApiModel api)
    {
        var count = routes.Select(static handler => handler.Route!.Key).Distinct(StringComparer.Ordinal).Count();
        return count > GatewayLimits.Routes
            ? [api.Breaks(RouteRules.TooManyRoutes, ProblemPlace.ApiName, api.Name, count, GatewayLimits.Routes)]
            : [];
    }

    private static IEnumerable<ProjectProblem> NoDefaultRoute(EquatableArray<HandlerModel> handlers, ApiModel api) =>
        handlers.Any(static handler => handler.RouteAttribute == WellKnown.WebSocketRoute)
        && !handlers.Any(static handler => handler.RouteAttribute == WellKnown.DefaultRoute)
            ? [api.Breaks(RouteRules.NoDefaultRoute, ProblemPlace.ApiName, api.Name)]
            : [];

    // Not while something is wrong with a handler, which may be the one that the context is for.
    private static IEnumerable<ProjectProblem> UnusedContext(EquatableArray<HandlerModel> handlers, ParsedApi api) =>
        api.Options.Own is { } own
        && handlers.All(static handler => handler.Route is not null)
        && !handlers.SelectMany(static handler => handler.Contracts).Any(static contract => contract is OwnContract)
            ? [api.Model.Breaks(ContractRules.ContextUnused, ProblemPlace.JsonContext, own.Name, api.Model.Name)]
            : [];

    private static ProjectProblem Breaks(
        this HandlerModel handler,
        DiagnosticDescriptor rule,
        ProblemPlace place,
        params object[] arguments
    ) => new(rule, place, arguments) { Handler = handler };

    private static ProjectProblem Breaks(this ApiModel api, DiagnosticDescriptor rule, ProblemPlace place, params object[] arguments) =>
        new(rule, place, arguments) { Api = api };
}
