using Amazon.CDK;
using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using WsScaffold.Cdk.Resources;
using WsScaffold.Cdk.Routes;

namespace WsScaffold.Cdk;

/// <summary>
/// A WebSocket API whose handlers are C# methods: API, routes, route responses, stage, functions, logs and permissions, all
/// as the handlers need them.
/// </summary>
/// <example>
/// <code>
/// var chat = new WebSocketLambdaApi(this, "Chat", new() { Api = ChatApiRoutes.Definition, Code = LambdaCode.FromProject("../Chat.Api") });
/// </code>
/// </example>
public sealed class WebSocketLambdaApi : Construct
{
    private const string OwnFunction = "";

    /// <summary>Makes the API.</summary>
    /// <param name="scope">The stack, or another construct in it.</param>
    /// <param name="id">Its name in there.</param>
    /// <param name="props">What it is made of.</param>
    /// <exception cref="ArgumentException">The props contradict each other or a limit; the text says which and what to use.</exception>
    /// <exception cref="InvalidOperationException">The code could not be published, or does not run on Lambda.</exception>
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

    /// <summary>The function of all handlers that have none of their own: grant it what they use.</summary>
    public Function Function { get; }

    /// <summary>Every function, by the name of its <c>[LambdaFunction]</c>; the API's own is <c>""</c>.</summary>
    public IReadOnlyDictionary<string, Function> Functions { get; }

    /// <summary>The table of the connections; <see langword="null"/> when the API's store is not DynamoDB.</summary>
    public Table? ConnectionTable { get; }

    /// <summary>Where clients connect, <c>wss://…</c>.</summary>
    public string Url { get; }

    /// <summary>What the custom domain's name must point to; <see langword="null"/> without <see cref="WebSocketLambdaApiProps.Domain"/>.</summary>
    public string? DomainTarget { get; }
}
