using WsScaffold.Generator.Routes;

namespace WsScaffold.Generator.Infrastructure;

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
    public static InfrastructureFacts From(RouteTable table) =>
        new(
            table.Api.Namespace,
            table.Api.Name,
            table.Api.RouteSelectionExpression,
            table.Pushes,
            table.Api.Store,
            table.Authorizer is { } authorizer
                ? new AuthorizerFacts(authorizer.DisplayName, authorizer.IdentitySources, authorizer.Function?.Name)
                : null,
            RouteFacts.AllOf(table).ToEquatableArray(),
            table.Functions.ToEquatableArray()
        );
}
