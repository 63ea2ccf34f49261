using System.Security.Cryptography;
using System.Text;
using Amazon.CDK;
using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.Logs;
using Constructs;

namespace WsScaffold.Cdk.Resources;

/// <summary>The stage: its throttles, access logs and deployments.</summary>
internal static class StageResources
{
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html, without the body of a message.
    private static readonly string[] _logged =
    [
        "requestId", "extendedRequestId", "requestTime", "eventType", "routeKey", "connectionId", "messageId", "status",
        "identity.sourceIp", "identity.userAgent", "authorizer.principalId", "authorizer.error", "integrationLatency",
        "integration.status", "integration.error", "integration.requestId", "error.message", "error.responseType",
    ];

    public static WebSocketStage AddStage(Construct scope, WebSocketApi api, WebSocketLambdaApiProps props)
    {
        var stage = new WebSocketStage(
            scope, "Stage", new WebSocketStageProps { WebSocketApi = api, StageName = props.StageName, AutoDeploy = props.AutoDeploy });
        var resource = (CfnStage)stage.Node.DefaultChild!;
        if (props.Throttle is { } throttle)
        {
            resource.DefaultRouteSettings = new CfnStage.RouteSettingsProperty
            {
                ThrottlingRateLimit = throttle.RatePerSecond,
                ThrottlingBurstLimit = throttle.Burst,
            };
        }

        if (props.RouteThrottles.Count > 0)
        {
            // A dictionary instead of the CDK's type: this property is plain JSON, whose keys the CDK does not convert.
            resource.RouteSettings = props.RouteThrottles.ToDictionary(
                static route => route.Key,
                static route => (object)new Dictionary<string, object>
                {
                    ["ThrottlingRateLimit"] = route.Value.RatePerSecond,
                    ["ThrottlingBurstLimit"] = route.Value.Burst,
                });
        }

        if (props.AccessLogs)
        {
            var logs = new LogGroup(
                scope, "AccessLogs", new LogGroupProps { Retention = props.LogRetention, RemovalPolicy = props.RemovalPolicy });
            resource.AccessLogSettings = new CfnStage.AccessLogSettingsProperty
            {
                DestinationArn = logs.LogGroupArn,
                Format = $"{{{string.Join(',', _logged.Select(static name => $"\"{name}\":\"$context.{name}\""))}}}",
            };
        }

        return stage;
    }

    /// <summary>Deploys the routes to the stage once all of them have been created.</summary>
    public static void Deploy(Construct scope, WebSocketStage stage, IReadOnlyList<CfnResource> routes, WebSocketLambdaApiProps props)
    {
        var resource = (CfnStage)stage.Node.DefaultChild!;
        if (!props.AutoDeploy)
        {
            // CloudFormation doesn't update a deployment when its routes change, so the ID of the resource depends on the routes.
            var id = $"Deployment-{Fingerprint(props)}";
            var deployment = new CfnDeployment(scope, id, new CfnDeploymentProps { ApiId = stage.Api.ApiId });
            foreach (var route in routes)
            {
                deployment.AddDependency(route);
            }

            resource.DeploymentId = deployment.Ref;
        }
        else if (props.RouteThrottles.Count > 0)
        {
            // API Gateway rejects settings for a route that doesn't exist yet.
            foreach (var route in routes)
            {
                resource.AddDependency(route);
            }
        }
    }

    private static IEnumerable<string> Authorizer(AuthorizerDefinition? authorizer) =>
        authorizer is null ? [] : [authorizer.Function, .. authorizer.IdentitySources];

    private static string Fingerprint(WebSocketLambdaApiProps props)
    {
        var routes = props.Api.Routes.Select(static route => $"{route.RouteKey}\n{route.HasRouteResponse}\n{route.Function}");
        string[] facts =
        [
            props.Api.RouteSelectionExpression,
            $"{props.IamAuthorization} {props.ApiKeyRequired}",
            .. Authorizer(props.Api.Authorizer),
            .. routes,
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join("\n\n", facts))))[..16];
    }
}
