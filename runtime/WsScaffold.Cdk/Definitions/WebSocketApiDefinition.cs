using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.Lambda;
using WsScaffold.Cdk.Routes;

namespace WsScaffold.Cdk;

/// <summary>
/// What an API's handlers need of their infrastructure. It is generated from the handlers (<c>ChatApiRoutes.Definition</c>
/// in a project that references the API's), so it is never written by hand.
/// </summary>
public sealed class WebSocketApiDefinition
{
    private const string AnyStage = "*";

    /// <summary>The name of the API class.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// How API Gateway finds the route key in a message, for example <c>$request.body.action</c>.
    /// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html">selection expressions</see>.
    /// </summary>
    public required string RouteSelectionExpression { get; init; }

    /// <summary>The routes, ordered by key.</summary>
    public required IReadOnlyList<RouteDefinition> Routes { get; init; }

    /// <summary>The functions that some routes have to themselves, beside the API's own.</summary>
    public IReadOnlyList<FunctionDefinition> Functions { get; init; } = [];

    /// <summary>Who decides about handshakes; <see langword="null"/> when nobody does.</summary>
    public AuthorizerDefinition? Authorizer { get; init; }

    /// <summary>Whether the handlers call <c>@connections</c>; their functions then need <c>execute-api:ManageConnections</c>.</summary>
    public bool Pushes { get; init; }

    /// <summary>Whether connections are kept in a DynamoDB table, which the functions then share.</summary>
    public bool HasConnectionTable { get; init; }

    /// <summary>
    /// Adds the routes to an API of your own: an integration, the route responses, and the permission to invoke the function
    /// from every stage. The table (when <see cref="HasConnectionTable"/>), the right to <c>execute-api:ManageConnections</c> (<c>api.GrantManageConnections</c>, needed when
    /// <see cref="Pushes"/>) and the function's <c>WSSCAFFOLD_CALLBACK_URL</c> (<c>stage.CallbackUrl</c>) stay yours.
    /// </summary>
    /// <param name="api">The API; its route selection expression must be this one.</param>
    /// <param name="function">The function that handles every route.</param>
    /// <exception cref="ArgumentException">There are no routes, or the API selects them by another expression.</exception>
    public void AddTo(WebSocketApi api, IFunction function)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(function);
        RequireSameExpression(api);
        _ = new RouteResources(api, this, api.ApiId, AnyStage, _ => function, new());
    }

    /// <inheritdoc cref="AddTo(WebSocketApi, IFunction)"/>
    /// <param name="api">The API; its route selection expression must be this one.</param>
    /// <param name="functions">The functions by their names in <see cref="Functions"/>; the API's own is <c>""</c>.</param>
    /// <exception cref="ArgumentException">A function is missing, there are no routes, or the API selects them by another expression.</exception>
    public void AddTo(WebSocketApi api, IReadOnlyDictionary<string, IFunction> functions)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(functions);
        RequireSameExpression(api);
        _ = new RouteResources(api, this, api.ApiId, AnyStage, name => Find(functions, name), new());
    }

    private static IFunction Find(IReadOnlyDictionary<string, IFunction> functions, string name) =>
        functions.TryGetValue(name, out var function)
            ? function
            : throw new ArgumentException(
                name.Length == 0
                    ? "The API's own function is missing: handlers of a class without [LambdaFunction] are routed to it. Give it under the name \"\"."
                    : $"The function '{name}' is missing: handlers of a class tagged [LambdaFunction(\"{name}\")] are routed to it.",
                nameof(functions));

    private void RequireSameExpression(WebSocketApi api)
    {
        if (api.Node.DefaultChild is CfnApi { RouteSelectionExpression: { } expression } && expression != RouteSelectionExpression)
        {
            throw new ArgumentException(
                $"The API selects routes by '{expression}', and {Name} by '{RouteSelectionExpression}'. Set the API's RouteSelectionExpression to ChatApiRoutes.Definition.RouteSelectionExpression.".Replace("ChatApi", Name, StringComparison.Ordinal),
                nameof(api));
        }
    }
}
