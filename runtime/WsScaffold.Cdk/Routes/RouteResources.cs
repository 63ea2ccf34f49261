using Amazon.CDK;
using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using WsScaffold.ApiGateway;

namespace WsScaffold.Cdk.Routes;

/// <summary>The routes of a definition. The routes of one function share an integration and an invoke permission.</summary>
internal sealed class RouteResources
{
    // The only valid key: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html
    private const string RouteResponseKey = RouteKeys.Default;

    private readonly Construct _scope;
    private readonly string _apiId;
    private readonly string _stageName;
    private readonly List<CfnResource> _resources = [];

    public RouteResources(
        Construct scope,
        WebSocketApiDefinition definition,
        string apiId,
        string stageName,
        Func<string, IFunction> functionOf,
        ConnectAuthorization authorization)
    {
        if (definition.Routes.Count == 0)
        {
            throw new ArgumentException(
                $"{definition.Name} has no routes to deploy. "
                    + "Tag a method, for example with [WebSocketRoute(\"sendMessage\")] or [DefaultRoute].",
                nameof(definition));
        }

        _scope = scope;
        _apiId = apiId;
        _stageName = stageName;
        var targets = definition.Routes.Select(static route => route.Function).Distinct(StringComparer.Ordinal).ToDictionary(
            static name => name, name => AddIntegration(name, functionOf(name)), StringComparer.Ordinal);
        RequireConnectRoute(definition, authorization);
        var authorizer = definition.Authorizer is { } method ? AddAuthorizer(definition, method, functionOf(method.Function)) : null;
        foreach (var route in definition.Routes)
        {
            AddRoute(route, targets[route.Function], authorization, authorizer);
        }
    }

    /// <summary>The resources that must exist before a deployment.</summary>
    public IReadOnlyList<CfnResource> Resources => _resources;

    // API Gateway authorizes handshakes on $connect only. Without that route, it would accept every handshake.
    private static void RequireConnectRoute(WebSocketApiDefinition definition, ConnectAuthorization authorization)
    {
        if (authorization.Iam && definition.Authorizer is { } authorizer)
        {
            throw new ArgumentException(
                $"{definition.Name} has an authorizer ({authorizer.Handler}), which can't be combined with IAM authorization. "
                    + "Remove IamAuthorization, or the method's [Authorizer].",
                nameof(definition));
        }

        if ((authorization.Iam || authorization.ApiKeyRequired || definition.Authorizer is not null)
            && definition.Routes.All(static route => route.RouteKey != RouteKeys.Connect))
        {
            throw new ArgumentException(
                $"{definition.Name} has no $connect route, where API Gateway checks credentials. Tag a method with [ConnectRoute].",
                nameof(definition));
        }
    }

    private CfnIntegration AddIntegration(string name, IFunction function)
    {
        var suffix = name.Length == 0 ? "" : "-" + name;
        var stack = Stack.Of(_scope);
        _ = new CfnPermission(_scope, $"Invoke{suffix}", new CfnPermissionProps
        {
            Action = "lambda:InvokeFunction",
            FunctionName = function.FunctionArn,
            Principal = "apigateway.amazonaws.com",
            SourceArn = ExecutionArn(stack, $"{_stageName}/*"),
        });
        var integration = new CfnIntegration(_scope, $"Integration{suffix}", new CfnIntegrationProps
        {
            ApiId = _apiId,
            IntegrationType = "AWS_PROXY",
            IntegrationUri = InvocationUri(stack, function),
        });
        _resources.Add(integration);
        return integration;
    }

    // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html
    private static string InvocationUri(Stack stack, IFunction function) => stack.FormatArn(new ArnComponents
    {
        Service = "apigateway",
        Account = "lambda",
        Resource = "path/2015-03-31/functions",
        ResourceName = $"{function.FunctionArn}/invocations",
    });

    private string ExecutionArn(Stack stack, string path) =>
        stack.FormatArn(new ArnComponents { Service = "execute-api", Resource = _apiId, ResourceName = path });

    // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
    private CfnAuthorizer AddAuthorizer(WebSocketApiDefinition definition, AuthorizerDefinition method, IFunction function)
    {
        var stack = Stack.Of(_scope);
        var authorizer = new CfnAuthorizer(_scope, "Authorizer", new CfnAuthorizerProps
        {
            ApiId = _apiId,
            AuthorizerType = "REQUEST",
            AuthorizerUri = InvocationUri(stack, function),
            IdentitySource = method.IdentitySources.Count > 0 ? [.. method.IdentitySources] : null,
            Name = definition.Name,
        });
        _ = new CfnPermission(_scope, "Authorize", new CfnPermissionProps
        {
            Action = "lambda:InvokeFunction",
            FunctionName = function.FunctionArn,
            Principal = "apigateway.amazonaws.com",
            SourceArn = ExecutionArn(stack, $"authorizers/{authorizer.Ref}"),
        });
        return authorizer;
    }

    private void AddRoute(
        RouteDefinition definition, CfnIntegration integration, ConnectAuthorization authorization, CfnAuthorizer? authorizer)
    {
        var isConnect = definition.RouteKey == RouteKeys.Connect;
        var route = new CfnRoute(_scope, $"Route-{IdOf(definition.RouteKey)}", new CfnRouteProps
        {
            ApiId = _apiId,
            RouteKey = definition.RouteKey,
            Target = $"integrations/{integration.Ref}",
            AuthorizationType = !isConnect ? "NONE" : authorizer is not null ? "CUSTOM" : authorization.Iam ? "AWS_IAM" : "NONE",
            AuthorizerId = isConnect ? authorizer?.Ref : null,
            ApiKeyRequired = isConnect && authorization.ApiKeyRequired ? true : null,
            RouteResponseSelectionExpression = definition.HasRouteResponse ? RouteResponseKey : null,
        });
        _resources.Add(route);
        if (definition.HasRouteResponse)
        {
            _resources.Add(new CfnRouteResponse(_scope, $"RouteResponse-{IdOf(definition.RouteKey)}", new CfnRouteResponseProps
            {
                ApiId = _apiId,
                RouteId = route.Ref,
                RouteResponseKey = RouteResponseKey,
            }));
        }
    }

    // The CDK replaces a slash in an ID with "--", so "a/b" and "a--b" would collide.
    private static string IdOf(string routeKey) =>
        routeKey.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal);
}
