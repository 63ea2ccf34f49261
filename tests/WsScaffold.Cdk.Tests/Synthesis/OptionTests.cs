using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.Route53;
using WsScaffold.Cdk.Tests.Support;

namespace WsScaffold.Cdk.Tests.Synthesis;

/// <summary>The changes that options make to the template.</summary>
[NeedsNodeJs]
public sealed class OptionTests
{
    private const string ApiId = """{ "Ref": "ApiCD79AAA0" }""";

    [Fact]
    public void The_options_of_the_function_set_its_properties()
    {
        var synthesis = TestStack.Of(new()
        {
            Api = Definitions.Create(new RouteDefinition("$default", "ChatApi.Echo")),
            Code = TestStack.SomeCode(),
            ApiName = "talk",
            StageName = "dev",
            Architecture = Architecture.ARM_64,
            MemorySize = 512,
            Timeout = Duration.Seconds(5),
            ReservedConcurrency = 7,
            Environment = new Dictionary<string, string> { ["GREETING"] = "hello" },
            LogLevel = ApplicationLogLevel.DEBUG,
            LogRetention = RetentionDays.ONE_DAY,
            RemovalPolicy = RemovalPolicy.RETAIN,
            Tracing = true,
        });
        var code = synthesis.The("AWS::Lambda::Function")["Properties"]!["Code"]!.ToJsonString();

        synthesis.HasOnly("AWS::Lambda::Function", $$"""
            {
              "Architectures": ["arm64"],
              "Code": {{code}},
              "Description": "ChatApi",
              "Environment": { "Variables": { "GREETING": "hello" } },
              "Handler": "bootstrap",
              "LoggingConfig": { "ApplicationLogLevel": "DEBUG", "LogFormat": "JSON", "LogGroup": { "Ref": "ApiLogsCD139AD4" } },
              "MemorySize": 512,
              "ReservedConcurrentExecutions": 7,
              "Role": { "Fn::GetAtt": ["ApiRoleDE7A08EC", "Arn"] },
              "Runtime": "provided.al2023",
              "Timeout": 5,
              "TracingConfig": { "Mode": "Active" }
            }
            """);
        synthesis.HasOnly("AWS::IAM::Policy", """
            {
              "PolicyDocument": {
                "Statement": [
                  {
                    "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                    "Effect": "Allow",
                    "Resource": { "Fn::GetAtt": ["ApiLogsCD139AD4", "Arn"] }
                  },
                  { "Action": ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "Effect": "Allow", "Resource": "*" }
                ],
                "Version": "2012-10-17"
              },
              "PolicyName": "ApiRoleDefaultPolicyEAA3579A",
              "Roles": [{ "Ref": "ApiRoleDE7A08EC" }]
            }
            """);
        synthesis.HasOnly("AWS::Logs::LogGroup", """{ "RetentionInDays": 1 }""");
        Assert.Equal("Retain", (string?)synthesis.The("AWS::Logs::LogGroup")["DeletionPolicy"]);
        synthesis.HasOnly("AWS::ApiGatewayV2::Api", """
            { "Name": "talk", "ProtocolType": "WEBSOCKET", "RouteSelectionExpression": "$request.body.action" }
            """);
        synthesis.HasOnly("AWS::ApiGatewayV2::Stage", $$"""{ "ApiId": {{ApiId}}, "AutoDeploy": true, "StageName": "dev" }""");
    }

    [Fact]
    public void Throttles_are_set_on_the_stage_after_the_routes_exist()
    {
        var synthesis = TestStack.Of(new()
        {
            Api = Definitions.Chat,
            Code = TestStack.SomeCode(),
            Throttle = new(50, 20),
            RouteThrottles = new Dictionary<string, Throttle> { ["join"] = new(2.5, 1) },
        });

        synthesis.HasOnly("AWS::ApiGatewayV2::Stage", $$"""
            {
              "ApiId": {{ApiId}},
              "AutoDeploy": true,
              "DefaultRouteSettings": { "ThrottlingBurstLimit": 20, "ThrottlingRateLimit": 50 },
              "RouteSettings": { "join": { "ThrottlingBurstLimit": 1, "ThrottlingRateLimit": 2.5 } },
              "StageName": "production"
            }
            """);
        var routes = synthesis.All("AWS::ApiGatewayV2::Route")
            .Concat(synthesis.All("AWS::ApiGatewayV2::RouteResponse"))
            .Concat(synthesis.All("AWS::ApiGatewayV2::Integration"));
        Assert.Equal(
            routes.Select(resource => resource.Key).Order(),
            synthesis.The("AWS::ApiGatewayV2::Stage")["DependsOn"]!.AsArray().Select(id => (string)id!).Order());
    }

    [Fact]
    public void Access_logs_are_lines_of_JSON_without_the_body()
    {
        string[] logged =
        [
            "requestId", "extendedRequestId", "requestTime", "eventType", "routeKey", "connectionId", "messageId", "status",
            "identity.sourceIp", "identity.userAgent", "authorizer.principalId", "authorizer.error", "integrationLatency",
            "integration.status", "integration.error", "integration.requestId", "error.message", "error.responseType",
        ];
        var format = string.Join(',', logged.Select(name => $"""
            \"{name}\":\"$context.{name}\"
            """));

        var synthesis = TestStack.Of(new()
        {
            Api = Definitions.Chat,
            Code = TestStack.SomeCode(),
            AccessLogs = true,
            LogRetention = RetentionDays.ONE_WEEK,
        });

        synthesis.HasOnly("AWS::ApiGatewayV2::Stage", $$"""
            {
              "AccessLogSettings": {
                "DestinationArn": { "Fn::GetAtt": ["ApiAccessLogs50B185DB", "Arn"] },
                "Format": "{{{format}}}"
              },
              "ApiId": {{ApiId}},
              "AutoDeploy": true,
              "StageName": "production"
            }
            """);
        Assert.All(synthesis.All("AWS::Logs::LogGroup"), logs => Assert.Equal(7, (int)logs.Value!["Properties"]!["RetentionInDays"]!));
        Assert.Equal(2, synthesis.All("AWS::Logs::LogGroup").Count());
    }

    [Fact]
    public void Without_AutoDeploy_a_change_of_the_routes_replaces_the_deployment()
    {
        var synthesis = Deployed(Definitions.Chat);
        var id = DeploymentOf(synthesis);

        synthesis.HasOnly("AWS::ApiGatewayV2::Deployment", $$"""{ "ApiId": {{ApiId}} }""");
        synthesis.HasOnly("AWS::ApiGatewayV2::Stage", $$"""
            { "ApiId": {{ApiId}}, "AutoDeploy": false, "DeploymentId": { "Ref": "{{id}}" }, "StageName": "production" }
            """);
        var dependencies = synthesis.The("AWS::ApiGatewayV2::Deployment")["DependsOn"]!.AsArray().Select(resource => (string)resource!);
        var routes = synthesis.All("AWS::ApiGatewayV2::Route").Concat(synthesis.All("AWS::ApiGatewayV2::RouteResponse"));
        Assert.Superset(routes.Select(resource => resource.Key).ToHashSet(), dependencies.ToHashSet());

        RouteDefinition[] same = [.. Definitions.Chat.Routes];
        RouteDefinition[] removed = [.. same[1..]];
        RouteDefinition[] responding = [.. same[..^1], new("log", "ChatApi.Log") { HasRouteResponse = true }];
        RouteDefinition[] renamed = [.. same[..^1], new("note", "ChatApi.Log")];
        Assert.Equal(id, DeploymentOf(Deployed(Definitions.Create(same))));
        RouteDefinition[][] changes = [removed, responding, renamed];
        Assert.Equal(4, changes.Select(change => DeploymentOf(Deployed(Definitions.Create(change)))).Append(id).Distinct().Count());

        static TestStack Deployed(WebSocketApiDefinition api) =>
            TestStack.Of(new() { Api = api, Code = TestStack.SomeCode(), AutoDeploy = false });

        static string DeploymentOf(TestStack synthesis) => Assert.Single(synthesis.All("AWS::ApiGatewayV2::Deployment")).Key;
    }

    [Fact]
    public void IAM_authorization_applies_to_connect_only()
    {
        var synthesis = TestStack.Of(new() { Api = Definitions.Chat, Code = TestStack.SomeCode(), IamAuthorization = true });

        AssertRoutes(synthesis, """, "AuthorizationType": "AWS_IAM" """);
    }

    [Fact]
    public void An_API_key_belongs_to_a_usage_plan_of_the_stage()
    {
        var synthesis = TestStack.Of(new() { Api = Definitions.Chat, Code = TestStack.SomeCode(), ApiKeyRequired = true });

        synthesis.HasOnly("AWS::ApiGateway::ApiKey", """{ "Enabled": true }""");
        synthesis.HasOnly("AWS::ApiGateway::UsagePlan", $$"""{ "ApiStages": [{ "ApiId": {{ApiId}}, "Stage": "production" }] }""");
        synthesis.HasOnly("AWS::ApiGateway::UsagePlanKey", """
            { "KeyId": { "Ref": "ApiApiKey4AC6F178" }, "KeyType": "API_KEY", "UsagePlanId": { "Ref": "ApiUsagePlan59FD69A0" } }
            """);
        AssertRoutes(synthesis, """, "AuthorizationType": "NONE", "ApiKeyRequired": true """);
    }

    [Fact]
    public void A_domain_is_mapped_to_the_stage_and_pushes_keep_the_callback_URL()
    {
        var synthesis = TestStack.From(stack => new()
        {
            Api = new()
            {
                Name = "ChatApi",
                RouteSelectionExpression = "$request.body.action",
                Routes = Definitions.Chat.Routes,
                Pushes = true,
            },
            Code = TestStack.SomeCode(),
            Domain = new()
            {
                DomainName = "chat.example.com",
                MappingKey = "v1",
                Certificate = Options.CertificateOf(stack),
                HostedZone = HostedZone.FromHostedZoneAttributes(
                    stack, "Zone", new HostedZoneAttributes { HostedZoneId = "Z1", ZoneName = "example.com" }),
            },
        });

        synthesis.HasOnly("AWS::ApiGatewayV2::DomainName", """
            {
              "DomainName": "chat.example.com",
              "DomainNameConfigurations": [
                { "CertificateArn": "arn:aws:acm:eu-central-1:123456789012:certificate/abc", "EndpointType": "REGIONAL" }
              ]
            }
            """);
        synthesis.HasOnly("AWS::ApiGatewayV2::ApiMapping", $$"""
            { "ApiId": {{ApiId}}, "ApiMappingKey": "v1", "DomainName": { "Ref": "ApiDomain95042711" }, "Stage": "production" }
            """);
        foreach (var type in new[] { "A", "AAAA" })
        {
            synthesis.HasWhole("AWS::Route53::RecordSet", $$"""
                {
                  "AliasTarget": {
                    "DNSName": { "Fn::GetAtt": ["ApiDomain95042711", "RegionalDomainName"] },
                    "HostedZoneId": { "Fn::GetAtt": ["ApiDomain95042711", "RegionalHostedZoneId"] }
                  },
                  "HostedZoneId": "Z1",
                  "Name": "chat.example.com.",
                  "Type": "{{type}}"
                }
                """);
        }

        var outputs = synthesis.Json["Outputs"]!.AsObject().Select(output => output.Value!["Value"]!.ToString());
        Assert.Contains("wss://chat.example.com/v1", outputs);
        Assert.DoesNotContain("chat.example.com", synthesis.The("AWS::Lambda::Function").ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void PointInTimeRecovery_is_enabled_on_the_table()
    {
        var synthesis = TestStack.Of(new() { Api = Definitions.Stored, Code = TestStack.SomeCode(), PointInTimeRecovery = true });

        synthesis.HasOnly("AWS::DynamoDB::Table", """
            {
              "AttributeDefinitions": [
                { "AttributeName": "pk", "AttributeType": "S" },
                { "AttributeName": "sk", "AttributeType": "S" }
              ],
              "BillingMode": "PAY_PER_REQUEST",
              "KeySchema": [{ "AttributeName": "pk", "KeyType": "HASH" }, { "AttributeName": "sk", "KeyType": "RANGE" }],
              "PointInTimeRecoverySpecification": { "PointInTimeRecoveryEnabled": true },
              "TimeToLiveSpecification": { "AttributeName": "expires", "Enabled": true }
            }
            """);
    }

    [Fact]
    public void RemovalPolicy_applies_to_the_table_and_the_logs()
    {
        var synthesis = Options.All["RemovalPolicy"].Synthesis;

        foreach (var (_, resource) in synthesis.All("AWS::DynamoDB::Table").Concat(synthesis.All("AWS::Logs::LogGroup")))
        {
            Assert.Equal(("Retain", "Retain"), ((string?)resource!["DeletionPolicy"], (string?)resource["UpdateReplacePolicy"]));
        }
    }

    // Only the route $connect has the additional properties.
    private static void AssertRoutes(TestStack synthesis, string ofConnect)
    {
        synthesis.Template.ResourceCountIs("AWS::ApiGatewayV2::Route", 4);
        Has("$connect", ofConnect);
        Has("$disconnect", """, "AuthorizationType": "NONE" """);
        Has("join", """, "AuthorizationType": "NONE", "RouteResponseSelectionExpression": "$default" """);
        Has("log", """, "AuthorizationType": "NONE" """);

        void Has(string key, string more) => synthesis.HasWhole("AWS::ApiGatewayV2::Route", $$"""
            {
              "ApiId": {{ApiId}},
              "RouteKey": "{{key}}",
              "Target": { "Fn::Join": ["", ["integrations/", { "Ref": "ApiIntegration39BC88FC" }]] }{{more}}
            }
            """);
    }
}
