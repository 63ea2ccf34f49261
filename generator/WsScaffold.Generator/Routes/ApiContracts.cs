using WsScaffold.Generator.Clients;
using WsScaffold.Generator.Json;
using WsScaffold.Generator.Json.Direct;

namespace WsScaffold.Generator.Routes;

/// <summary>The JSON contracts of everything that the API's handlers and clients read or write.</summary>
internal sealed record ApiContracts(
    string Namespace,
    string ApiName,
    string ClassName,
    ContractTable Table,
    ContractOptions Options,
    DirectTable Direct,
    ContractAccessors Accessors
)
{
    public static ApiContracts From(RouteTable routes, EquatableArray<HandlerModel> handlers, ParsedApi api)
    {
        var all = handlers.SelectMany(static handler => handler.Contracts).Concat(api.Contracts);
        var roots = Read(routes).Concat(Written(routes)).InOrder().ToArray();
        var table = ContractTable.From(all, roots);
        var direct = DirectTable.From(table, Read(routes), Written(routes), api.Options);
        var className = routes.Api.Name + "Contracts";
        var accessors = roots.Select(root => new ContractAccessor(
            root,
            direct.Roots.Contains(root) ? $"{className}.Direct.{direct.Accessor(root)}" : $"{className}.{table.Accessor(root)}"))
            .ToEquatableArray();
        return new(routes.Api.Namespace, routes.Api.Name, className, table, api.Options, direct, new(accessors));
    }

    private static IEnumerable<string> Read(RouteTable routes) =>
        routes.Routes.SelectMany(static route => route.Parameters)
            .Where(static parameter => parameter.Kind == ParameterKind.BodyJson)
            .Select(static parameter => parameter.TypeName);

    private static IEnumerable<string> Written(RouteTable routes) =>
        routes.Routes.Where(static route => route.Response.Kind == ResponseKind.Json).Select(static route => route.Response.TypeName!)
            .Concat(routes.Clients.SelectMany(static client => client.Methods)
                .Where(static method => method.MessageKind == ClientMessageKind.Json)
                .Select(static method => method.MessageType));
}

/// <summary>By what name the dispatch finds each root contract; all it needs to know of them.</summary>
internal sealed record ContractAccessors(EquatableArray<ContractAccessor> All)
{
    public string this[string typeName] =>
        All.FirstOrDefault(one => one.TypeName == typeName)?.Expression ?? throw new KeyNotFoundException(typeName);
}

internal sealed record ContractAccessor(string TypeName, string Expression);
