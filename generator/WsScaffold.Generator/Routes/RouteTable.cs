using System.Collections.Immutable;

namespace WsScaffold.Generator.Routes;

/// <summary>All that is known of the API, in an order that doesn't depend on that of the files.</summary>
internal sealed record RouteTable(ApiModel Api, EquatableArray<RouteModel> Routes, RouteModel? Authorizer, EquatableArray<string> Problems, EquatableArray<ClientModel> Clients)
{
    public static RouteTable From(ApiModel api, ImmutableArray<HandlerModel> handlers)
    {
        var all = handlers.Where(static handler => handler.Route is not null)
            .Select(static handler => handler.Route!)
            .OrderBy(static route => route.Key, StringComparer.Ordinal)
            .ThenBy(static route => route.ContainingType, StringComparer.Ordinal)
            .ThenBy(static route => route.DisplayName, StringComparer.Ordinal)
            .ToArray();
        var authorizers = all.Where(static route => route.Kind == RouteKind.Authorizer).ToArray();
        var sorted = all.Where(static route => route.Kind != RouteKind.Authorizer).ToArray();
        var duplicates = sorted.Skip(1).Zip(sorted, static (second, first) => (first, second)).Where(static pair => pair.first.Key == pair.second.Key);
        var problems = handlers.Where(static handler => handler.Problem is not null)
            .Select(static handler => handler.Problem!)
            .Concat(duplicates.Select(static pair =>
                $"'{FullName(pair.first)}' and '{FullName(pair.second)}' both handle the route key '{pair.first.Key}': give one of them another key."))
            .Concat(authorizers.Skip(1).Select(second =>
                $"'{FullName(authorizers[0])}' and '{FullName(second)}' are both tagged [Authorizer], and API Gateway asks one. Make them one method."))
            .Concat(api.Problems)
            .Distinct(StringComparer.Ordinal)
            .OrderBy(static problem => problem, StringComparer.Ordinal);
        var unique = sorted.Where((route, index) => index == 0 || sorted[index - 1].Key != route.Key).ToArray();
        return new(api, unique.ToEquatableArray(), authorizers.FirstOrDefault(), problems.ToEquatableArray(), ClientsOf(api, unique.Concat(authorizers.Take(1))).ToEquatableArray());
    }

    /// <summary>Every service that a handler, the authorizer or a filter takes.</summary>
    public IEnumerable<ServiceModel> Services => ServicesOf(Api, Authorizer is null ? Routes : Routes.Append(Authorizer));

    private static IEnumerable<ServiceModel> ServicesOf(ApiModel api, IEnumerable<RouteModel> routes) =>
        api.Filters.SelectMany(static filter => filter.Instance.Services)
            .Concat(routes.SelectMany(static route =>
                (route.Instance?.Services ?? []).Concat(route.Filters.SelectMany(static filter => filter.Instance.Services))
                .Concat(route.Parameters.Where(static parameter => parameter.Service is not null).Select(static parameter => parameter.Service!))));

    /// <summary>
    /// Whether the API calls <c>@connections</c>: something takes the connections or clients, or a message route without an
    /// answer must be able to tell the client of its mistakes.
    /// </summary>
    public bool Pushes =>
        Services.Any(static service => service.Kind is ServiceKind.Connections or ServiceKind.Clients)
        || Routes.Any(static route => route is { Kind: RouteKind.Message, Answer.Kind: AnswerKind.None, OneWay: false });

    /// <summary>
    /// Whether only the check of <c>AllowedOrigins</c>, or the authorizer, needs <c>$connect</c>. The route must be there all
    /// the same: without it API Gateway lets everybody in and asks nobody.
    /// </summary>
    public bool AddsConnect => (Api.AllowedOrigins.Count > 0 || Authorizer is not null) && Routes.All(static route => route.Kind != RouteKind.Connect);

    /// <summary>Where a route stands in the descriptor, which may have one that no handler has.</summary>
    public int DescriptorIndex(int index) =>
        AddsConnect && string.CompareOrdinal(Routes[index].Key, "$connect") > 0 ? index + 1 : index;

    private static string FullName(RouteModel route) =>
        route.ContainingType.Substring("global::".Length) + route.DisplayName.Substring(route.DisplayName.LastIndexOf('.'));

    private static IEnumerable<ClientModel> ClientsOf(ApiModel api, IEnumerable<RouteModel> routes) =>
        ServicesOf(api, routes)
            .Where(static service => service.Client is not null)
            .Select(static service => service.Client!)
            .GroupBy(static client => client.InterfaceName, StringComparer.Ordinal)
            .Select(static group => group.First())
            .OrderBy(static client => client.InterfaceName, StringComparer.Ordinal);
}
