using System.Security.Cryptography;
using System.Text;
using Amazon.CDK;
using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.Logs;
using Constructs;

namespace WsScaffold.Cdk.Resources;

/// <summary>The stage: how much it takes, what it logs, and when it shows new routes.</summary>
internal static class StageResources
{
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html; no part of a message is in it.
    private static readonly string[] _logged =
    [
        "requestId", "extendedRequestId", "requestTime", "eventType", "routeKey", "connectionId", "messageId", "status",
        "identity.sourceIp", "identity.userAgent", "authorizer.principalId", "authorizer.error", "integrationLatency",
        "integration.status", "integration.error", "integration.requestId", "error.message", "error.responseType",
    ];

    public static WebSocketStage AddStage(Construct scope, WebSocketApi api, WebSocketLambdaApiProps props)
    {
        var stage = new WebSocketStage(scope, "Stage", new WebSocketStageProps { WebSocketApi = api, StageName = props.StageName, AutoDeploy = props.AutoDeploy });
        var resource = (CfnStage)stage.Node.DefaultChild!;
        if (props.Throttle is { } throttle)
        {
            resource.DefaultRouteSettings = new CfnStage.RouteSettingsProperty { ThrottlingRateLimit = throttle.RatePerSecond, ThrottlingBurstLimit = throttle.Burst };
        }

        if (props.RouteThrottles.Count > 0)
        {
            // JSON, whose keys are route keys: nothing may rename them.
            resource.RouteSettings = props.RouteThrottles.ToDictionary(
                static route => route.Key,
                static route => (object)new Dictionary<string, object> { ["ThrottlingRateLimit"] = route.Value.RatePerSecond, ["ThrottlingBurstLimit"] = route.Value.Burst });
        }

        if (props.AccessLogs)
        {
            var logs = new LogGroup(scope, "AccessLogs", new LogGroupProps { Retention = props.LogRetention, RemovalPolicy = props.RemovalPolicy });
            resource.AccessLogSettings = new CfnStage.AccessLogSettingsProperty
            {
                DestinationArn = logs.LogGroupArn,
                Format = $"{{{string.Join(',', _logged.Select(static name => $"\"{name}\":\"$context.{name}\""))}}}",
            };
        }

        return stage;
    }

    /// <summary>Shows the routes to clients once all of them are there.</summary>
    public static void Deploy(Construct scope, WebSocketStage stage, IReadOnlyList<CfnResource> routes, WebSocketLambdaApiProps props)
    {
        var resource = (CfnStage)stage.Node.DefaultChild!;
        if (!props.AutoDeploy)
        {
            // CloudFormation doesn't renew a deployment whose routes changed, so another one takes its place.
            var deployment = new CfnDeployment(scope, $"Deployment-{Fingerprint(props)}", new CfnDeploymentProps { ApiId = stage.Api.ApiId });
            foreach (var route in routes)
            {
                deployment.AddDependency(route);
            }

            resource.DeploymentId = deployment.Ref;
        }
        else if (props.RouteThrottles.Count > 0)
        {
            // Settings of a route that is not there yet are refused.
            foreach (var route in routes)
            {
                resource.AddDependency(route);
            }
        }
    }

    private static IEnumerable<string> Authorizer(AuthorizerDefinition? authorizer) => authorizer is null ? [] : [authorizer.Function, .. authorizer.IdentitySources];

    private static string Fingerprint(WebSocketLambdaApiProps props)
    {
        var routes = props.Api.Routes.Select(static route => $"{route.RouteKey}\n{route.HasRouteResponse}\n{route.Function}");
        var facts = string.Join("\n\n", [props.Api.RouteSelectionExpression, $"{props.IamAuthorization} {props.ApiKeyRequired}", .. Authorizer(props.Api.Authorizer), .. routes]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(facts)))[..16];
    }
}
