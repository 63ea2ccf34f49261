using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.Lambda;
using WsScaffold.Cdk.Routes;

namespace WsScaffold.Cdk;

/// <summary>
/// The infrastructure that the handlers of an API need. A source generator writes it (<c>ChatApiRoutes.Definition</c> in a project that
/// references the API's project), so you never write one by hand.
/// </summary>
public sealed class WebSocketApiDefinition
{
    private const string AnyStage = "*";

    /// <summary>The name of the API class.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The route selection expression, which selects the route key in a message, for example <c>$request.body.action</c>.
    /// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html">
    /// selection expressions</see>.
    /// </summary>
    public required string RouteSelectionExpression { get; init; }

    /// <summary>The routes, ordered by route key.</summary>
    public required IReadOnlyList<RouteDefinition> Routes { get; init; }

    /// <summary>The functions that some routes have to themselves; the API's own function is not listed.</summary>
    public IReadOnlyList<FunctionDefinition> Functions { get; init; } = [];

    /// <summary>The authorizer of <c>$connect</c>, or <see langword="null"/>.</summary>
    public AuthorizerDefinition? Authorizer { get; init; }

    /// <summary>
    /// Whether the API pushes to connections. Its functions then need <c>execute-api:ManageConnections</c> and the callback URL.
    /// </summary>
    public bool Pushes { get; init; }

    /// <summary>Whether the connection store is a DynamoDB table, which all functions share.</summary>
    public bool HasConnectionTable { get; init; }

    /// <summary>
    /// Adds the routes to a <see cref="WebSocketApi"/> that you define yourself: an integration, the routes and route responses, and
    /// the permission for every stage to invoke the function. You add the rest: the table (if <see cref="HasConnectionTable"/>), and
    /// (if <see cref="Pushes"/>) the permission <c>execute-api:ManageConnections</c> (<c>api.GrantManageConnections</c>) and the
    /// function's environment variable <c>WSSCAFFOLD_CALLBACK_URL</c> (<c>stage.CallbackUrl</c>).
    /// </summary>
    /// <param name="api">The API. It must have the same route selection expression.</param>
    /// <param name="function">The function that handles every route.</param>
    /// <exception cref="ArgumentException">There are no routes, or the API has another route selection expression.</exception>
    public void AddTo(WebSocketApi api, IFunction function)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(function);
        RequireSameExpression(api);
        _ = new RouteResources(api, this, api.ApiId, AnyStage, _ => function, new());
    }

    /// <inheritdoc cref="AddTo(WebSocketApi, IFunction)"/>
    /// <param name="api">The API. It must have the same route selection expression.</param>
    /// <param name="functions">The functions by their names in <see cref="Functions"/>; the API's own function is <c>""</c>.</param>
    /// <exception cref="ArgumentException">
    /// A function is missing, there are no routes, or the API has another route selection expression.
    /// </exception>
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
                    ? "The API's own function is missing, which runs the handlers of classes without [LambdaFunction]. Add it as \"\"."
                    : $"The function '{name}' is missing, which runs the handlers of classes tagged [LambdaFunction(\"{name}\")]. Add it.",
                nameof(functions));

    private void RequireSameExpression(WebSocketApi api)
    {
        if (api.Node.DefaultChild is CfnApi { RouteSelectionExpression: { } expression } && expression != RouteSelectionExpression)
        {
            throw new ArgumentException(
                $"The route selection expression of the API is '{expression}', but {Name} uses '{RouteSelectionExpression}'. "
                    + $"Set the API's RouteSelectionExpression to {Name}Routes.Definition.RouteSelectionExpression.",
                nameof(api));
        }
    }
}
