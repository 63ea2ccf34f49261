using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Json;
using WsScaffold.Generator.Routes;
using WsScaffold.Generator.Rules;

namespace WsScaffold.Generator.Analyzers;

/// <summary>What no handler has wrong by itself: the rules about the API as a whole.</summary>
internal static class ApiChecks
{
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
    private const int RouteQuota = 300;

    /// <param name="routes">The handlers that nothing is wrong with.</param>
    /// <param name="tagged">The route attributes of all handlers.</param>
    public static IEnumerable<Diagnostic> Of(IReadOnlyCollection<FoundApi> apis, IEnumerable<FoundRoute> routes, IReadOnlyCollection<AttributeData> tagged)
    {
        var all = routes.OrderBy(static route => route.Model.Key, StringComparer.Ordinal)
            .ThenBy(static route => route.Model.ContainingType, StringComparer.Ordinal)
            .ThenBy(static route => route.Model.DisplayName, StringComparer.Ordinal)
            .ToLookup(static route => route.Model.Kind == RouteKind.Authorizer);
        var sorted = all[false].ToArray();
        var classes = apis.OrderBy(static api => api.Model.TypeName, StringComparer.Ordinal).ToArray();
        var problems = Duplicates(sorted).Concat(Functions([.. sorted, .. all[true]])).Concat(SameButForCase(sorted)).Concat(SeveralClasses(classes)).Concat(SeveralAuthorizers([.. all[true]]));
        return classes.FirstOrDefault() is { } api
            ? problems.Concat(Unreachable(sorted, api)).Concat(Quota(sorted, api)).Concat(Default(api, tagged)).Concat(KeptAlive(sorted, api)).Concat(TooLong(sorted, api)).Concat(UnusedContext([.. all[false], .. all[true]], api, tagged))
            : problems.Concat(NoClass(tagged));
    }

    private static IEnumerable<Diagnostic> Duplicates(FoundRoute[] sorted) => sorted.Skip(1)
        .Zip(sorted, static (second, first) => (first, second))
        .Where(static pair => pair.first.Model.Key == pair.second.Model.Key)
        .Select(static pair => Diagnostic.Create(
            RouteRules.DuplicateRouteKey, Places.Argument(pair.second.Attribute), pair.first.Model.FullName, pair.second.Model.FullName, pair.first.Model.Key));

    private static IEnumerable<Diagnostic> KeptAlive(FoundRoute[] sorted, FoundApi api) => sorted
        .Where(route => route.Model.Key == api.Model.KeepAlive)
        .Select(static route => Diagnostic.Create(RouteRules.KeepAliveHandled, Places.Argument(route.Attribute), route.Model.FullName, route.Model.Key));

    private static IEnumerable<Diagnostic> Functions(FoundRoute[] handlers) =>
        from function in RouteTable.FunctionsOf(handlers.Select(static route => route.Model))
        where function.Count() > 1
        let last = function.Last()
        select Diagnostic.Create(InfrastructureRules.FunctionSettings, PlaceOf(last, handlers), last.Name);

    private static Location? PlaceOf(FunctionModel function, FoundRoute[] handlers) =>
        handlers.First(route => route.Model.Function == function).Method.ContainingType.Attribute(WellKnown.LambdaFunction) is { } attribute ? Places.Of(attribute) : null;

    private static IEnumerable<Diagnostic> SameButForCase(FoundRoute[] sorted) => sorted
        .GroupBy(static route => route.Model.Key, StringComparer.OrdinalIgnoreCase)
        .SelectMany(static alike => alike.Where(route => route.Model.Key != alike.First().Model.Key).Select(route => Diagnostic.Create(
            RouteRules.RouteKeysDifferByCase, Places.Argument(route.Attribute), alike.First().Model.Key, alike.First().Model.FullName, route.Model.Key, route.Model.FullName)));

    private static IEnumerable<Diagnostic> SeveralClasses(FoundApi[] classes) => classes.Skip(1)
        .Select(another => Diagnostic.Create(ApiClassRules.Several, Places.Of(another.Type.Attribute(WellKnown.WebSocketApi)!), classes[0].Model.Name, another.Model.Name));

    private static IEnumerable<Diagnostic> SeveralAuthorizers(FoundRoute[] authorizers) => authorizers.Skip(1)
        .Select(second => Diagnostic.Create(AuthorizerRules.Several, Places.Of(second.Attribute), authorizers[0].Model.FullName, second.Model.FullName));

    private static IEnumerable<Diagnostic> Unreachable(FoundRoute[] sorted, FoundApi api) => SelectionExpression.Parse(api.Model.RouteSelectionExpression) is not { } expression
        ? []
        : sorted.Where(route => route.Model.Key[0] != '$' && !expression.Yields(route.Model.Key)).Select(route => Diagnostic.Create(
            RouteRules.UnreachableRouteKey, Places.Argument(route.Attribute), api.Model.RouteSelectionExpression, route.Model.Key, route.Model.FullName));

    private static IEnumerable<Diagnostic> Quota(FoundRoute[] sorted, FoundApi api)
    {
        var count = sorted.Select(static route => route.Model.Key).Distinct(StringComparer.Ordinal).Count();
        return count > RouteQuota ? [Diagnostic.Create(RouteRules.TooManyRoutes, Places.Of(api.Type), api.Model.Name, count, RouteQuota)] : [];
    }

    private static IEnumerable<Diagnostic> Default(FoundApi api, IReadOnlyCollection<AttributeData> tagged) =>
        tagged.Any(static attribute => attribute.AttributeClass.Is(WellKnown.WebSocketRoute)) && !tagged.Any(static attribute => attribute.AttributeClass.Is(WellKnown.DefaultRoute))
            ? [Diagnostic.Create(RouteRules.NoDefaultRoute, Places.Of(api.Type), api.Model.Name)]
            : [];

    // On the first of them: one mistake is one error.
    private static IEnumerable<Diagnostic> NoClass(IEnumerable<AttributeData> tagged) => tagged.Take(1)
        .Select(static attribute => Diagnostic.Create(ApiClassRules.Missing, Places.Of(attribute), HandlerNameAt(attribute)));

    private static IEnumerable<Diagnostic> TooLong(FoundRoute[] sorted, FoundApi api)
    {
        var sizes = new MessageSize(api.Options);
        foreach (var route in sorted.Where(static route => route.Model.Answer.Kind == AnswerKind.Json))
        {
            if (AnswerParser.ValueType(route.Method) is { } answer && sizes.Of(answer) is { Bytes: > MessageSize.Most } size)
            {
                yield return Diagnostic.Create(SendingRules.TooLong, Places.ReturnTypeOf(route.Method), $"The answer of '{route.Model.DisplayName}'", size.Bytes, size.Member);
            }
        }
    }

    // Not while something is wrong with a handler, which may be the one that it is for.
    private static IEnumerable<Diagnostic> UnusedContext(FoundRoute[] routes, FoundApi api, IReadOnlyCollection<AttributeData> tagged) =>
        api.Options.Own is { } own && routes.Length == tagged.Count && !routes.SelectMany(static route => route.Contracts).Any(static contract => contract is OwnContract)
            ? [Diagnostic.Create(ContractRules.ContextUnused, Places.Value(api.Type.Attribute(WellKnown.WebSocketApi)!, "JsonContext"), own.TypeName.Substring(own.TypeName.LastIndexOf('.') + 1).Replace("global::", ""), api.Model.Name)]
            : [];

    private static string HandlerNameAt(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax() is { Parent.Parent: Microsoft.CodeAnalysis.CSharp.Syntax.MethodDeclarationSyntax method }
            ? method.Identifier.ValueText
            : "";
}
