using WsScaffold.ApiGateway;
using WsScaffold.Generator.Clients;

namespace WsScaffold.Generator.Routes;

/// <summary>All that is known of the API, in an order that doesn't depend on that of the files.</summary>
internal sealed record RouteTable(
    ApiModel Api,
    EquatableArray<RouteModel> Routes,
    RouteModel? Authorizer,
    EquatableArray<ClientModel> Clients
)
{
    public static RouteTable From(ApiModel api, EquatableArray<HandlerModel> handlers)
    {
        var sorted = InOrder(handlers).Select(static handler => handler.Route!).ToArray();
        var unique = sorted
            .Where((route, index) => (index == 0 || sorted[index - 1].Key != route.Key) && route.Key != api.KeepAlive)
            .ToArray();
        var authorizer = Authorizers(handlers).FirstOrDefault()?.Route;
        return new(
            api,
            unique.ToEquatableArray(),
            authorizer,
            ClientsOf(api, authorizer is null ? unique : [.. unique, authorizer]).ToEquatableArray()
        );
    }

    /// <summary>The handlers that have a route, those of one key beside each other: the first of them is dispatched to.</summary>
    public static HandlerModel[] InOrder(IEnumerable<HandlerModel> handlers) =>
        [.. Sorted(handlers).Where(static handler => handler.Route!.Kind != RouteKind.Authorizer)];

    /// <summary>The authorizers, of which an API can have one.</summary>
    public static HandlerModel[] Authorizers(IEnumerable<HandlerModel> handlers) =>
        [.. Sorted(handlers).Where(static handler => handler.Route!.Kind == RouteKind.Authorizer)];

    private static IEnumerable<HandlerModel> Sorted(IEnumerable<HandlerModel> handlers) =>
        handlers.Where(static handler => handler.Route is not null)
            .OrderBy(static handler => handler.Route!.Key, StringComparer.Ordinal)
            .ThenBy(static handler => handler.Route!.ContainingType, StringComparer.Ordinal)
            .ThenBy(static handler => handler.Route!.DisplayName, StringComparer.Ordinal);

    /// <summary>What the compiler would say to generated code that names what handlers and filters do.</summary>
    public IEnumerable<string> Warnings => Api.Warnings.Concat(Handlers.SelectMany(static route => route.Warnings));

    /// <summary>Every service that a handler, the authorizer or a filter takes.</summary>
    public IEnumerable<ServiceModel> Services => ServicesOf(Api, Handlers);

    private IEnumerable<RouteModel> Handlers => Authorizer is null ? Routes : Routes.Append(Authorizer);

    private static IEnumerable<ServiceModel> ServicesOf(ApiModel api, IEnumerable<RouteModel> routes) =>
        api
            .Filters.SelectMany(static filter => filter.Instance.Services)
            .Concat(
                routes.SelectMany(static route =>
                    (route.Instance?.Services ?? [])
                        .Concat(route.Filters.SelectMany(static filter => filter.Instance.Services))
                        .Concat(
                            route
                                .Parameters.Where(static parameter => parameter.Service is not null)
                                .Select(static parameter => parameter.Service!)
                        )
                )
            );

    /// <summary>The functions that some routes have to themselves, ordered by name.</summary>
    public IEnumerable<FunctionModel> Functions => FunctionsOf(Handlers).Select(static function => function.First());

    /// <summary>
    /// Whether the API calls <c>@connections</c>: something takes the connections, clients or the SDK's client, or a message route
    /// without an
    /// response must be able to tell the client of its mistakes.
    /// </summary>
    public bool Pushes =>
        Services.Any(static service =>
            service.Kind is ServiceKind.Connections or ServiceKind.Clients || service.TypeName == "global::" + WellKnown.ManagementApi
        ) || Routes.Any(static route => route is { Kind: RouteKind.Message, Response.Kind: ResponseKind.None, OneWay: false });

    /// <summary>
    /// The routes that no handler has, and what they are there for. Without <c>$connect</c> API Gateway lets everybody in and
    /// asks nobody, and without <c>$disconnect</c> it doesn't say who left.
    /// </summary>
    public IEnumerable<(string Key, string Purpose)> OwnRoutes
    {
        get
        {
            var hasStore = Api.Store != StoreKind.None;
            if (
                (hasStore || Api.AllowedOrigins.Count > 0 || Authorizer is not null)
                && Routes.All(static route => route.Kind != RouteKind.Connect)
            )
            {
                yield return (RouteKeys.Connect, hasStore ? "Store" : Api.AllowedOrigins.Count > 0 ? "AllowedOrigins" : "Authorizer");
            }

            if (hasStore && Routes.All(static route => route.Kind != RouteKind.Disconnect))
            {
                yield return (RouteKeys.Disconnect, "Store");
            }

            if (Api.KeepAlive is { } key)
            {
                yield return (key, "KeepAlive");
            }
        }
    }

    /// <summary>Where a route stands in the descriptor, which also has those that no handler has.</summary>
    public int DescriptorIndex(string key) =>
        Routes
            .Select(static route => route.Key)
            .Concat(OwnRoutes.Select(static route => route.Key))
            .Count(other => string.CompareOrdinal(other, key) < 0);

    // A class that only names the function leaves its settings to another.
    /// <summary>The settings of each function; more than one of a function are a mistake.</summary>
    public static IEnumerable<IGrouping<string, FunctionModel>> FunctionsOf(IEnumerable<RouteModel> routes) =>
        routes.Where(static route => route.Function is not null)
            .Select(static route => route.Function!)
            .Distinct()
            .GroupBy(static function => function.Name, StringComparer.Ordinal)
            .SelectMany(static group => group.Where(function => group.Count() == 1 || function is not { MemorySize: 0, TimeoutSeconds: 0 }))
            .GroupBy(static function => function.Name, StringComparer.Ordinal)
            .OrderBy(static group => group.Key, StringComparer.Ordinal);

    private static IEnumerable<ClientModel> ClientsOf(ApiModel api, IEnumerable<RouteModel> routes) =>
        ServicesOf(api, routes)
            .Where(static service => service.Client is not null)
            .Select(static service => service.Client!)
            .GroupBy(static client => client.InterfaceName, StringComparer.Ordinal)
            .Select(static group => group.First())
            .OrderBy(static client => client.InterfaceName, StringComparer.Ordinal);
}
