using System.Collections.Immutable;

namespace WsScaffold.Generator.Routes;

/// <summary>All that is known of the API, in an order that doesn't depend on that of the files.</summary>
internal sealed record RouteTable(ApiModel Api, EquatableArray<RouteModel> Routes, EquatableArray<ClientModel> Clients)
{
    public static RouteTable From(ApiModel api, ImmutableArray<HandlerModel> handlers)
    {
        var sorted = InOrder(handlers);
        var unique = sorted.Where((route, index) => index == 0 || sorted[index - 1].Key != route.Key).ToArray();
        return new(api, unique.ToEquatableArray(), ClientsOf(api, unique).ToEquatableArray());
    }

    /// <summary>The routes, those of one key beside each other: the first of them is the one that is dispatched to.</summary>
    public static RouteModel[] InOrder(IEnumerable<HandlerModel> handlers) =>
    [
        .. handlers.Where(static handler => handler.Route is not null)
            .Select(static handler => handler.Route!)
            .OrderBy(static route => route.Key, StringComparer.Ordinal)
            .ThenBy(static route => route.ContainingType, StringComparer.Ordinal)
            .ThenBy(static route => route.DisplayName, StringComparer.Ordinal),
    ];

    /// <summary>Every service that a handler or a filter takes.</summary>
    public static IEnumerable<ServiceModel> ServicesOf(ApiModel api, IEnumerable<RouteModel> routes) =>
        api.Filters.SelectMany(static filter => filter.Instance.Services)
            .Concat(routes.SelectMany(static route =>
                (route.Instance?.Services ?? []).Concat(route.Filters.SelectMany(static filter => filter.Instance.Services))
                .Concat(route.Parameters.Where(static parameter => parameter.Service is not null).Select(static parameter => parameter.Service!))));

    /// <summary>
    /// Whether the API calls <c>@connections</c>: something takes the connections or clients, or a message route without an
    /// answer must be able to tell the client of its mistakes.
    /// </summary>
    public bool Pushes =>
        ServicesOf(Api, Routes).Any(static service => service.Kind is ServiceKind.Connections or ServiceKind.Clients)
        || Routes.Any(static route => route is { Kind: RouteKind.Message, Answer.Kind: AnswerKind.None, OneWay: false });

    /// <summary>
    /// Whether only the check of <c>AllowedOrigins</c> needs <c>$connect</c>. The route must be there all the same: without it
    /// API Gateway lets everybody in and asks nobody.
    /// </summary>
    public bool ChecksOriginsAlone => Api.AllowedOrigins.Count > 0 && Routes.All(static route => route.Kind != RouteKind.Connect);

    /// <summary>Where a route stands in the descriptor, which may have one that no handler has.</summary>
    public int DescriptorIndex(int index) =>
        ChecksOriginsAlone && string.CompareOrdinal(Routes[index].Key, "$connect") > 0 ? index + 1 : index;

    private static IEnumerable<ClientModel> ClientsOf(ApiModel api, IEnumerable<RouteModel> routes) =>
        ServicesOf(api, routes)
            .Where(static service => service.Client is not null)
            .Select(static service => service.Client!)
            .GroupBy(static client => client.InterfaceName, StringComparer.Ordinal)
            .Select(static group => group.First())
            .OrderBy(static client => client.InterfaceName, StringComparer.Ordinal);
}
