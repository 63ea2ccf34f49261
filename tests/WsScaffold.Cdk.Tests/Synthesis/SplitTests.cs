using System.Text.Json.Nodes;
using WsScaffold.Cdk.Tests.Support;

namespace WsScaffold.Cdk.Tests.Synthesis;

/// <summary>Handlers in several functions; one of the functions runs only the authorizer.</summary>
[NeedsNodeJs]
public sealed class SplitTests
{
    private static readonly TestStack _synthesis = TestStack.Of(new()
    {
        Api = new()
        {
            Name = "ChatApi",
            RouteSelectionExpression = "$request.body.action",
            Pushes = true,
            HasConnectionTable = true,
            Routes =
            [
                new("$connect", "Store"),
                new("report", "Reports.Write") { Function = "reports" },
                new("report.all", "Reports.WriteAll") { Function = "reports", HasRouteResponse = true },
            ],
            Functions = [new("login") { TimeoutSeconds = 5 }, new("reports") { MemorySize = 1024 }],
            Authorizer = new("Login.Authorize") { Function = "login" },
        },
        Code = TestStack.SomeCode(),
        MemorySize = 512,
        Timeout = Amazon.CDK.Duration.Seconds(10),
    });

    [Fact]
    public void Each_function_has_its_own_settings_log_and_role_and_the_shared_environment()
    {
        _synthesis.Template.ResourceCountIs("AWS::Lambda::Function", 3);
        Has("", memory: 512, timeout: 10);
        Has("-login", memory: 512, timeout: 5);
        Has("-reports", memory: 1024, timeout: 10);

        void Has(string suffix, int memory, int timeout) => _synthesis.HasWhole("AWS::Lambda::Function", $$"""
            {
              "Architectures": ["x86_64"],
              "Code": {{_synthesis.All("AWS::Lambda::Function").First().Value!["Properties"]!["Code"]!.ToJsonString()}},
              "Description": "ChatApi{{suffix}}",
              "Environment": {
                "Variables": {
                  "WSSCAFFOLD_CALLBACK_URL": {
                    "Fn::Join": ["", [
                      "https://", { "Ref": "ApiCD79AAA0" }, ".execute-api.", { "Ref": "AWS::Region" }, ".", { "Ref": "AWS::URLSuffix" },
                      "/production"
                    ]]
                  },
                  "WSSCAFFOLD_TABLE": { "Ref": "ApiConnections683A2EC0" }
                }
              },
              "Handler": "bootstrap",
              "LoggingConfig": {
                "ApplicationLogLevel": "INFO",
                "LogFormat": "JSON",
                "LogGroup": { "Ref": "{{IdOf("AWS::Logs::LogGroup", "Logs" + suffix)}}" }
              },
              "MemorySize": {{memory}},
              "Role": { "Fn::GetAtt": ["{{IdOf("AWS::IAM::Role", "Role" + suffix)}}", "Arn"] },
              "Runtime": "provided.al2023",
              "Timeout": {{timeout}}
            }
            """);
    }

    // All functions run the same binary and share its services, so the construct can't know which function calls what. Each function
    // also pushes the error frames of its routes without a route response.
    [Theory]
    [InlineData("")]
    [InlineData("-login")]
    [InlineData("-reports")]
    public void Each_function_may_push_use_the_table_and_write_its_own_log(string suffix)
    {
        var role = IdOf("AWS::IAM::Role", "Role" + suffix);
        var policy = Assert.Single(
            _synthesis.All("AWS::IAM::Policy"),
            candidate => (string?)candidate.Value!["Properties"]!["Roles"]![0]!["Ref"] == role);

        _synthesis.HasWhole("AWS::IAM::Policy", $$"""
            {
              "PolicyDocument": {
                "Statement": [
                  {
                    "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                    "Effect": "Allow",
                    "Resource": { "Fn::GetAtt": ["{{IdOf("AWS::Logs::LogGroup", "Logs" + suffix)}}", "Arn"] }
                  },
                  {
                    "Action": "execute-api:ManageConnections",
                    "Effect": "Allow",
                    "Resource": {
                      "Fn::Join": ["", [
                        "arn:", { "Ref": "AWS::Partition" }, ":execute-api:", { "Ref": "AWS::Region" }, ":", { "Ref": "AWS::AccountId" },
                        ":", { "Ref": "ApiCD79AAA0" }, "/production/*/@connections/*"
                      ]]
                    }
                  },
                  {
                    "Action": [
                      "dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query",
                      "dynamodb:UpdateItem"
                    ],
                    "Effect": "Allow",
                    "Resource": { "Fn::GetAtt": ["ApiConnections683A2EC0", "Arn"] }
                  }
                ],
                "Version": "2012-10-17"
              },
              "PolicyName": "{{policy.Key}}",
              "Roles": [{ "Ref": "{{role}}" }]
            }
            """);
    }

    [Fact]
    public void Each_function_is_invoked_only_for_its_own_routes()
    {
        var routes = _synthesis.All("AWS::ApiGatewayV2::Route")
            .Select(route => $"{route.Value!["Properties"]!["RouteKey"]} -> {TargetOf(route.Value!)}");
        Assert.Equal(
            ["$connect -> Function", "report -> Functionreports", "report.all -> Functionreports"], routes.Order(StringComparer.Ordinal));

        var permissions = _synthesis.All("AWS::Lambda::Permission")
            .Select(permission => permission.Value!["Properties"]!)
            .Select(permission => $"{SourceOf(permission)} -> {NameOf(TemplateText.Of(permission["FunctionName"]!))}");
        Assert.Equal(
            ["authorizers/${authorizer} -> Functionlogin", "production/* -> Function", "production/* -> Functionreports"],
            permissions.Order(StringComparer.Ordinal));

        Assert.Equal(2, _synthesis.All("AWS::ApiGatewayV2::Integration").Count());
        var authorizer = _synthesis.The("AWS::ApiGatewayV2::Authorizer")["Properties"]!;
        Assert.Equal("Functionlogin", NameOf(TemplateText.Of(authorizer["AuthorizerUri"]!)));
    }

    private static string IdOf(string type, string name) =>
        Assert.Single(_synthesis.All(type), resource => resource.Key[..^8] == "Api" + name.Replace("-", "", StringComparison.Ordinal)).Key;

    private static string TargetOf(JsonNode route)
    {
        var integration = TemplateText.Of(route["Properties"]!["Target"]!)["integrations/${".Length..^1];
        return NameOf(TemplateText.Of(_synthesis.Resource(integration)["Properties"]!["IntegrationUri"]!));
    }

    private static string SourceOf(JsonNode permission) => TemplateText.Of(permission["SourceArn"]!)
        .Replace("arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${ApiCD79AAA0}/", "", StringComparison.Ordinal)
        .Replace(_synthesis.All("AWS::ApiGatewayV2::Authorizer").Single().Key, "authorizer", StringComparison.Ordinal);

    // The logical ID of the only function that the text refers to, without the ID of the construct and the hash.
    private static string NameOf(string text)
    {
        var ids = _synthesis.All("AWS::Lambda::Function").Select(function => function.Key);
        return Assert.Single(ids, id => text.Contains($"${{{id}.Arn}}", StringComparison.Ordinal))["Api".Length..^8];
    }
}
