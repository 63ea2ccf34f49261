namespace WsScaffold.Generator.Symbols;

/// <summary>The metadata names of the types that the generator looks for.</summary>
internal static class WellKnown
{
    public const string WebSocketApi = "WsScaffold.WebSocketApiAttribute";
    public const string WebSocketRoute = "WsScaffold.WebSocketRouteAttribute";
    public const string ConnectRoute = "WsScaffold.ConnectRouteAttribute";
    public const string DefaultRoute = "WsScaffold.DefaultRouteAttribute";
    public const string DisconnectRoute = "WsScaffold.DisconnectRouteAttribute";
    public const string Authorizer = "WsScaffold.AuthorizerAttribute";
    public const string RouteFilter = "WsScaffold.RouteFilterAttribute<TFilter>";
    public const string LambdaFunction = "WsScaffold.LambdaFunctionAttribute";
    public const string FromQuery = "WsScaffold.FromQueryAttribute";
    public const string FromHeader = "WsScaffold.FromHeaderAttribute";
    public const string FromAuthorizer = "WsScaffold.FromAuthorizerAttribute";
    public const string FromServices = "WsScaffold.FromServicesAttribute";
    public const string FromKeyedServices = "Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute";

    public const string EventContext = "WsScaffold.EventContext";
    public const string ConnectContext = "WsScaffold.ConnectContext";
    public const string HandshakeContext = "WsScaffold.HandshakeContext";
    public const string MessageContext = "WsScaffold.MessageContext";
    public const string DisconnectContext = "WsScaffold.DisconnectContext";
    public const string AuthorizerContext = "WsScaffold.AuthorizerContext";
    public const string Authorization = "WsScaffold.Authorization";
    public const string ConnectResult = "WsScaffold.ConnectResult";
    public const string LambdaInvocation = "WsScaffold.LambdaInvocation";
    public const string SendSummary = "WsScaffold.SendSummary";
    public const string Connections = "WsScaffold.IConnections";
    public const string Clients = "WsScaffold.IClients<TClient>";
    public const string AppBuilder = "WsScaffold.WebSocketAppBuilder";

    // Of AWS's packages, when the project references them.
    public const string ProxyEvents = "Amazon.Lambda.APIGatewayEvents";
    public const string ProxyRequest = ProxyEvents + ".APIGatewayProxyRequest";
    public const string ProxyRequestContext = ProxyRequest + ".ProxyRequestContext";
    public const string ProxyResponse = ProxyEvents + ".APIGatewayProxyResponse";
    public const string LambdaContext = "Amazon.Lambda.Core.ILambdaContext";
    public const string ManagementApi = "Amazon.ApiGatewayManagementApi.IAmazonApiGatewayManagementApi";

    public const string CancellationToken = "System.Threading.CancellationToken";
    public const string JsonElement = "System.Text.Json.JsonElement";
    public const string Memory = "System.ReadOnlyMemory<T>";
    public const string Task = "System.Threading.Tasks.Task";
    public const string TaskOfT = "System.Threading.Tasks.Task<TResult>";
    public const string ValueTask = "System.Threading.Tasks.ValueTask";
    public const string ValueTaskOfT = "System.Threading.Tasks.ValueTask<TResult>";
    public const string Disposable = "System.IDisposable";
    public const string AsyncDisposable = "System.IAsyncDisposable";
    public const string SetsRequiredMembers = "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute";
    public const string Parsable = "System.IParsable<TSelf>";
    public const string Logger = "Microsoft.Extensions.Logging.ILogger<TCategoryName>";
}
