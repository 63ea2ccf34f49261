using Amazon.CDK;
using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using WsScaffold.Cdk.Resources;
using WsScaffold.Cdk.Routes;

namespace WsScaffold.Cdk;

/// <summary>
/// A WebSocket API whose handlers are C# methods. The construct creates the API, its routes and route responses, the stage, the
/// functions, logs, permissions and the connection table, as the handlers need them.
/// </summary>
/// <example>
/// <code>
/// var chat = new WebSocketLambdaApi(this, "Chat", new()
/// {
///     Api = ChatApiRoutes.Definition,
///     Code = LambdaCode.FromProject("../Chat.Api"),
/// });
/// </code>
/// </example>
public sealed class WebSocketLambdaApi : Construct
{
    private const string OwnFunction = "";

    /// <summary>Creates the API.</summary>
    /// <param name="scope">The stack, or another construct in it.</param>
    /// <param name="id">The ID of the construct within the scope.</param>
    /// <param name="props">The definition of the API, its code and its options.</param>
    /// <exception cref="ArgumentException">
    /// A property is outside of its limits, or two properties contradict each other. The message says which and what to use.
    /// </exception>
    /// <exception cref="InvalidOperationException">Publishing the code failed, or the binary does not run on Lambda.</exception>
    public WebSocketLambdaApi(Construct scope, string id, WebSocketLambdaApiProps props)
        : base(scope, id)
    {
        ArgumentNullException.ThrowIfNull(props);
        PropsCheck.Require(Stack.Of(this), props);
        Api = new WebSocketApi(this, "Api", new WebSocketApiProps
        {
            ApiName = props.ApiName ?? props.Api.Name,
            RouteSelectionExpression = props.Api.RouteSelectionExpression,
        });
        Stage = StageResources.AddStage(this, Api, props);
        Functions = FunctionResources.Names(props.Api).ToDictionary(
            static name => name, name => FunctionResources.Add(this, name, Stage, props), StringComparer.Ordinal);
        Function = Functions[OwnFunction];
        ConnectionTable = TableResources.Add(this, props);
        foreach (var function in Functions.Values)
        {
            TableResources.Share(ConnectionTable, function);
        }

        var authorization = new ConnectAuthorization { Iam = props.IamAuthorization, ApiKeyRequired = props.ApiKeyRequired };
        var routes = new RouteResources(this, props.Api, Api.ApiId, Stage.StageName, name => Functions[name], authorization);
        StageResources.Deploy(this, Stage, routes.Resources, props);
        if (props.ApiKeyRequired)
        {
            ApiKeyResources.Add(this, Stage);
        }

        var domain = DomainResources.Add(this, Api, Stage, props.Domain);
        DomainTarget = domain?.Target;
        Url = domain?.Url ?? Stage.Url;
        MonitoringResources.Add(this, Stage, Functions, props);
        Outputs.Add(this, Url, props);
    }

    /// <summary>The API.</summary>
    public WebSocketApi Api { get; }

    /// <summary>The stage.</summary>
    public WebSocketStage Stage { get; }

    /// <summary>
    /// The function of all handlers without a function of their own. Grant it access to the resources that the handlers use.
    /// </summary>
    public Function Function { get; }

    /// <summary>All functions, by the names in <c>[LambdaFunction]</c>; the API's own function is <c>""</c>.</summary>
    public IReadOnlyDictionary<string, Function> Functions { get; }

    /// <summary>The connection table, or <see langword="null"/> if the API does not store connections in DynamoDB.</summary>
    public Table? ConnectionTable { get; }

    /// <summary>The URL that clients connect to, <c>wss://…</c>.</summary>
    public string Url { get; }

    /// <summary>
    /// The target of the DNS record of the custom domain; <see langword="null"/> without
    /// <see cref="WebSocketLambdaApiProps.Domain"/>.
    /// </summary>
    public string? DomainTarget { get; }
}
