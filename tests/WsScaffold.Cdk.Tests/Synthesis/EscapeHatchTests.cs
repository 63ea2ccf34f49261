using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.IAM;
using WsScaffold.Cdk.Tests.Support;

namespace WsScaffold.Cdk.Tests.Synthesis;

/// <summary>Changes for which there is no option: grants, metrics and overridden properties of constructs and resources.</summary>
[NeedsNodeJs]
public sealed class EscapeHatchTests
{
    private static readonly Lazy<WebSocketLambdaApi> _everything = new(() =>
    {
        WebSocketLambdaApi? everything = null;
        TestStack.Stack(stack => everything = new WebSocketLambdaApi(stack, "Api", new()
        {
            Api = new()
            {
                Name = "ChatApi",
                RouteSelectionExpression = "$request.body.action",
                HasConnectionTable = true,
                Routes =
                [
                    .. Definitions.Chat.Routes,
                    new("a/b%", "ChatApi.Share"),
                    new("report", "Reports.Write") { Function = "reports" },
                ],
                Functions = [new("reports")],
                Authorizer = new("ChatApi.Authorize"),
            },
            Code = TestStack.SomeCode(),
            AccessLogs = true,
            ApiKeyRequired = true,
            Dashboard = true,
            Domain = new() { DomainName = "chat.example.com", Certificate = Options.CertificateOf(stack) },
        }));
        return everything!;
    });

    [Theory]
    [InlineData("Route-join")]
    [InlineData("Route-a%2Fb%25")]
    [InlineData("RouteResponse-join")]
    [InlineData("Integration")]
    [InlineData("Integration-reports")]
    [InlineData("Invoke")]
    [InlineData("Function-reports")]
    [InlineData("Role-reports")]
    [InlineData("Logs-reports")]
    [InlineData("Authorizer")]
    [InlineData("Authorize")]
    [InlineData("Connections")]
    [InlineData("AccessLogs")]
    [InlineData("Domain")]
    [InlineData("Mapping")]
    [InlineData("ApiKey")]
    [InlineData("UsagePlan")]
    [InlineData("Dashboard")]
    public void Each_construct_has_its_documented_ID(string name) => Assert.NotNull(_everything.Value.Node.TryFindChild(name));

    [Fact]
    public void The_properties_of_resources_can_be_overridden()
    {
        var synthesis = TestStack.OfStack(stack =>
        {
            var chat = new WebSocketLambdaApi(stack, "Api", TestStack.Props());
            ((CfnRoute)chat.Node.FindChild("Route-join")).OperationName = "join";
            ((CfnStage)chat.Stage.Node.DefaultChild!).AddPropertyOverride("DefaultRouteSettings.DetailedMetricsEnabled", true);
        });

        synthesis.HasOnly("AWS::ApiGatewayV2::Stage", """
            {
              "ApiId": { "Ref": "ApiCD79AAA0" },
              "AutoDeploy": true,
              "DefaultRouteSettings": { "DetailedMetricsEnabled": true },
              "StageName": "production"
            }
            """);
        var names = synthesis.All("AWS::ApiGatewayV2::Route").Select(route => (string?)route.Value!["Properties"]!["OperationName"]);
        Assert.Equal(["join"], names.OfType<string>());
    }

    [Fact]
    public void Another_role_can_be_granted_pushes_and_any_metric_can_have_an_alarm()
    {
        var synthesis = TestStack.OfStack(stack =>
        {
            var chat = new WebSocketLambdaApi(stack, "Api", TestStack.Props());
            var principal = new ServicePrincipal("lambda.amazonaws.com");
            chat.Stage.GrantManagementApiAccess(new Role(stack, "Nightly", new RoleProps { AssumedBy = principal }));
            chat.Stage.Metric("MessageCount", new MetricOptions { Statistic = "Sum" })
                .CreateAlarm(stack, "Rush", new CreateAlarmOptions { Threshold = 10_000, EvaluationPeriods = 1 });
        });

        synthesis.HasWhole("AWS::IAM::Policy", """
            {
              "PolicyDocument": {
                "Statement": [{
                  "Action": "execute-api:ManageConnections",
                  "Effect": "Allow",
                  "Resource": {
                    "Fn::Join": ["", [
                      "arn:", { "Ref": "AWS::Partition" }, ":execute-api:", { "Ref": "AWS::Region" }, ":", { "Ref": "AWS::AccountId" }, ":",
                      { "Ref": "ApiCD79AAA0" }, "/production/*/@connections/*"
                    ]]
                  }
                }],
                "Version": "2012-10-17"
              },
              "PolicyName": "NightlyDefaultPolicy54AA888F",
              "Roles": [{ "Ref": "NightlyC44EE0A7" }]
            }
            """);
        synthesis.HasOnly("AWS::CloudWatch::Alarm", """
            {
              "ComparisonOperator": "GreaterThanOrEqualToThreshold",
              "Dimensions": [{ "Name": "ApiId", "Value": { "Ref": "ApiCD79AAA0" } }, { "Name": "Stage", "Value": "production" }],
              "EvaluationPeriods": 1,
              "MetricName": "MessageCount",
              "Namespace": "AWS/ApiGateway",
              "Period": 300,
              "Statistic": "Sum",
              "Threshold": 10000
            }
            """);
    }
}
