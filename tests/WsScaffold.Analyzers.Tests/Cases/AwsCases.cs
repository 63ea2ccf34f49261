using WsScaffold.Analyzers.Tests.Support;

namespace WsScaffold.Analyzers.Tests.Cases;

/// <summary>Handlers that take and return AWS's own types, in a project that references their packages.</summary>
internal static class AwsCases
{
    private const string Usings = "using Amazon.Lambda.APIGatewayEvents; using Amazon.Lambda.Core;\n";

    public static readonly RuleCase[] Mistakes =
    [
        Wrong("WSS0310",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static void H([|APIGatewayHttpApiV2ProxyRequest|] request) { }
            }
            """,
            "The parameter 'request' of 'Handlers.H' is 'APIGatewayHttpApiV2ProxyRequest', and this event can't be converted to that "
            + "type. Use APIGatewayProxyRequest."),
        Wrong("WSS0310",
            """
            public static class Handlers
            {
                [ConnectRoute] public static void H([|APIGatewayProxyRequest.ProxyRequestContext|] context) { }
            }
            """,
            "The parameter 'context' of 'Handlers.H' is 'ProxyRequestContext', and this event can't be converted to that type. "
            + "Use APIGatewayProxyRequest."),
        Wrong("WSS0310",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static void H([|Mine|] request) { }
            }
            public class Mine : APIGatewayProxyRequest { }
            """,
            "The parameter 'request' of 'Handlers.H' is 'Mine', and this event can't be converted to that type. "
            + "Use APIGatewayProxyRequest."),
        Wrong("WSS0310",
            """
            public static class Handlers
            {
                [Authorizer] public static Authorization H([|APIGatewayProxyRequest|] request) => Authorization.Deny();
            }
            """,
            "The parameter 'request' of 'Handlers.H' is 'APIGatewayProxyRequest', and this event can't be converted to that type. "
            + "Use AuthorizerContext."),
        Wrong("WSS0301",
            """public static class Handlers { [WebSocketRoute("h")] public static void H([|in|] APIGatewayProxyRequest request) { } }""",
            "The parameter 'request' of 'Handlers.H' is ref, in or out. Pass it by value.",
            """public static class Handlers { [WebSocketRoute("h")] public static void H(APIGatewayProxyRequest request) { } }"""),
        Wrong("WSS0406",
            """
            public static class Handlers
            {
                [DisconnectRoute]
                public static [|APIGatewayProxyResponse|] H(APIGatewayProxyRequest request) => new() { StatusCode = 200 };
            }
            """,
            "'Handlers.H' returns an APIGatewayProxyResponse, which API Gateway ignores because the connection is already closed. "
            + "Return Task or nothing.",
            """
            public static class Handlers
            {
                [DisconnectRoute]
                public static void H(APIGatewayProxyRequest request)
                {
                }
            }
            """),
        Wrong("WSS0407",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static [|Task<APIGatewayHttpApiV2ProxyResponse>|] H() =>
                    Task.FromResult(new APIGatewayHttpApiV2ProxyResponse());
            }
            """,
            "'Handlers.H' returns 'Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyResponse', which is not a response type of "
            + "WebSocket APIs. Return APIGatewayProxyResponse."),
        Wrong("WSS0407",
            """public static class Handlers { [ConnectRoute] public static [|APIGatewayHttpApiV2ProxyResponse|] H() => new(); }""",
            "'Handlers.H' returns 'Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyResponse', which is not a response type of "
            + "WebSocket APIs. Return APIGatewayProxyResponse."),
        Wrong("WSS0504",
            """
            public static class Handlers
            {
                [ConnectRoute] public static async Task H(APIGatewayProxyRequest request, IConnections connections) =>
                    await connections.PostAsync([|request.RequestContext.ConnectionId|], default);
            }
            """,
            "The connection opens only after 'Handlers.H' returns, so 'PostAsync' gets 410 Gone. "
            + "Send when the client's first message arrives."),
        Wrong("WSS0702",
            """public static class Handlers { [Authorizer] public static [|APIGatewayProxyResponse|] H() => new(); }""",
            "'Handlers.H' returns Amazon.Lambda.APIGatewayEvents.APIGatewayProxyResponse, which is not a decision. "
            + "Return Authorization, or a task of it."),
    ];

    public static readonly RuleCase[] Correct =
    [
        Right("WSS0310",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static APIGatewayProxyResponse H(APIGatewayProxyRequest request, ILambdaContext context) =>
                    new() { StatusCode = 200 };
            }
            """),
        Right("WSS0310",
            """
            public static class Handlers
            {
                [ConnectRoute]
                public static Task<APIGatewayProxyResponse> H(
                    APIGatewayProxyRequest request, ILambdaContext context, [FromQuery] string? room) =>
                    Task.FromResult(new APIGatewayProxyResponse());
            }
            """),
        Right("WSS0310",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")]
                public static void H(Order order, APIGatewayProxyRequest request, MessageContext context) { }
            }
            """),
        Right("WSS0310",
            """
            public static class Handlers
            {
                [Authorizer] public static Authorization H(AuthorizerContext handshake, ILambdaContext context) =>
                    Authorization.Deny();
            }
            """),
        Right("WSS0406",
            """
            public static class Handlers
            {
                [DisconnectRoute] public static Task H(APIGatewayProxyRequest request, ILambdaContext context) =>
                    Task.CompletedTask;
            }
            """),
        Right("WSS0407",
            """
            public static class Handlers
            {
                [ConnectRoute] public static async ValueTask<APIGatewayProxyResponse> H()
                {
                    await Task.Yield();
                    return new() { StatusCode = 403 };
                }
            }
            """),
        Right("WSS0407",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static Mine H() => new();
            }
            public class Mine : APIGatewayProxyResponse { }
            """),
        Right("WSS0405",
            """
            public static class Handlers
            {
                [ConnectRoute] public static APIGatewayProxyResponse H(ConnectContext context) =>
                    new()
                    {
                        StatusCode = 200,
                        Headers = new Dictionary<string, string> { ["Sec-WebSocket-Protocol"] = context.Subprotocols[0] },
                    };
            }
            """),
        Right("WSS0504",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static async Task H(APIGatewayProxyRequest request, IConnections connections) =>
                    await connections.PostAsync(request.RequestContext.ConnectionId, default);
            }
            """),
        Right("WSS0212",
            """
            public static class Handlers
            {
                [WebSocketRoute("h", OneWay = true)] public static APIGatewayProxyResponse H() => new();
            }
            """),
    ];

    private static RuleCase Wrong(string rule, string source, string message, string? @fixed = null) =>
        new(rule, Usings + source, message, @fixed is null ? null : Usings + @fixed) { HasAwsPackages = true };

    private static RuleCase Right(string rule, string source) => new(rule, Usings + source, "") { HasAwsPackages = true };
}
