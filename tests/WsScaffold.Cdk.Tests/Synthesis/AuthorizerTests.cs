using WsScaffold.Cdk.Tests.Support;

namespace WsScaffold.Cdk.Tests.Synthesis;

/// <summary>The authorizer among the handlers, asked by API Gateway.</summary>
public sealed class AuthorizerTests
{
    private static readonly WebSocketApiDefinition _api = Authorized(new("ChatApi.Authorize") { IdentitySources = ["route.request.querystring.token"] });

    [Fact]
    public void It_is_asked_for_every_handshake_and_may_be_invoked()
    {
        var stack = TestStack.Of(TestStack.Props(_api));

        stack.HasOnly("AWS::ApiGatewayV2::Authorizer", """
            {
              "ApiId": { "Ref": "ApiCD79AAA0" },
              "AuthorizerType": "REQUEST",
              "AuthorizerUri": { "Fn::Join": ["", ["arn:", { "Ref": "AWS::Partition" }, ":apigateway:", { "Ref": "AWS::Region" }, ":lambda:path/2015-03-31/functions/", { "Fn::GetAtt": ["ApiFunction6BF808ED", "Arn"] }, "/invocations"]] },
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
              "SourceArn": { "Fn::Join": ["", ["arn:", { "Ref": "AWS::Partition" }, ":execute-api:", { "Ref": "AWS::Region" }, ":", { "Ref": "AWS::AccountId" }, ":", { "Ref": "ApiCD79AAA0" }, "/authorizers/", { "Ref": "{{id}}" }]] }
            }
            """);
        Assert.Equal(
            [$"$connect CUSTOM {id}", "$disconnect NONE ", "join NONE ", "log NONE "],
            stack.All("AWS::ApiGatewayV2::Route").Select(route => route.Value!["Properties"]!)
                .Select(route => $"{route["RouteKey"]} {route["AuthorizationType"]} {route["AuthorizerId"]?["Ref"]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_may_have_a_function_of_its_own()
    {
        var stack = TestStack.Of(TestStack.Props(new()
        {
            Name = "ChatApi",
            RouteSelectionExpression = "$request.body.action",
            Routes = Definitions.Chat.Routes,
            Functions = [new("login")],
            Authorizer = new("Login.Authorize") { Function = "login" },
        }));

        Assert.Contains("Functionlogin", stack.The("AWS::ApiGatewayV2::Authorizer")["Properties"]!["AuthorizerUri"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Null(stack.The("AWS::ApiGatewayV2::Authorizer")["Properties"]!["IdentitySource"]);
    }

    [Fact]
    public void Beside_IAM_it_is_refused() => Assert.Contains(
        "ChatApi has an authorizer (ChatApi.Authorize), and API Gateway asks either that or IAM. Leave out IamAuthorization, or the method's [Authorizer].",
        Assert.Throws<ArgumentException>(() => TestStack.Of(new() { Api = _api, Code = TestStack.SomeCode(), IamAuthorization = true })).Message,
        StringComparison.Ordinal);

    private static WebSocketApiDefinition Authorized(AuthorizerDefinition authorizer) =>
        new() { Name = "ChatApi", RouteSelectionExpression = "$request.body.action", Routes = Definitions.Chat.Routes, Authorizer = authorizer };
}
