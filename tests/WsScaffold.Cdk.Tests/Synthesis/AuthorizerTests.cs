using WsScaffold.Cdk.Tests.Support;

namespace WsScaffold.Cdk.Tests.Synthesis;

/// <summary>The authorizer of <c>$connect</c>.</summary>
[NeedsNodeJs]
public sealed class AuthorizerTests
{
    private static readonly WebSocketApiDefinition _api = new()
    {
        Name = "ChatApi",
        RouteSelectionExpression = "$request.body.action",
        Routes = Definitions.Chat.Routes,
        Authorizer = new("ChatApi.Authorize") { IdentitySources = ["route.request.querystring.token"] },
    };

    [Fact]
    public void API_Gateway_authorizes_connect_with_it_and_may_invoke_it()
    {
        var stack = TestStack.Of(TestStack.Props(_api));

        stack.HasOnly("AWS::ApiGatewayV2::Authorizer", """
            {
              "ApiId": { "Ref": "ApiCD79AAA0" },
              "AuthorizerType": "REQUEST",
              "AuthorizerUri": {
                "Fn::Join": ["", [
                  "arn:", { "Ref": "AWS::Partition" }, ":apigateway:", { "Ref": "AWS::Region" },
                  ":lambda:path/2015-03-31/functions/", { "Fn::GetAtt": ["ApiFunction6BF808ED", "Arn"] }, "/invocations"
                ]]
              },
              "IdentitySource": ["route.request.querystring.token"],
              "Name": "ChatApi"
            }
            """);
        var id = Assert.Single(stack.All("AWS::ApiGatewayV2::Authorizer")).Key;
        stack.HasWhole("AWS::Lambda::Permission", $$"""
            {
              "Action": "lambda:InvokeFunction",
              "FunctionName": { "Fn::GetAtt": ["ApiFunction6BF808ED", "Arn"] },
              "Principal": "apigateway.amazonaws.com",
              "SourceArn": {
                "Fn::Join": ["", [
                  "arn:", { "Ref": "AWS::Partition" }, ":execute-api:", { "Ref": "AWS::Region" }, ":", { "Ref": "AWS::AccountId" }, ":",
                  { "Ref": "ApiCD79AAA0" }, "/authorizers/", { "Ref": "{{id}}" }
                ]]
              }
            }
            """);
        Assert.Equal(
            [$"$connect CUSTOM {id}", "$disconnect NONE ", "join NONE ", "log NONE "],
            stack.All("AWS::ApiGatewayV2::Route").Select(route => route.Value!["Properties"]!)
                .Select(route => $"{route["RouteKey"]} {route["AuthorizationType"]} {route["AuthorizerId"]?["Ref"]}")
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_can_run_in_a_function_of_its_own()
    {
        var stack = TestStack.Of(TestStack.Props(new()
        {
            Name = "ChatApi",
            RouteSelectionExpression = "$request.body.action",
            Routes = Definitions.Chat.Routes,
            Functions = [new("login")],
            Authorizer = new("Login.Authorize") { Function = "login" },
        }));

        var authorizer = stack.The("AWS::ApiGatewayV2::Authorizer")["Properties"]!;
        Assert.Contains("Functionlogin", authorizer["AuthorizerUri"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Null(authorizer["IdentitySource"]);
    }

    [Fact]
    public void It_cannot_be_combined_with_IAM_authorization()
    {
        var props = new WebSocketLambdaApiProps { Api = _api, Code = TestStack.SomeCode(), IamAuthorization = true };

        var error = Assert.Throws<ArgumentException>(() => TestStack.Of(props));

        Assert.StartsWith(
            "ChatApi has an authorizer (ChatApi.Authorize), which can't be combined with IAM authorization. "
                + "Remove IamAuthorization, or the method's [Authorizer].",
            error.Message,
            StringComparison.Ordinal);
    }
}
