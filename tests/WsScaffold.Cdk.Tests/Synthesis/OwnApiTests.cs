using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.Lambda;
using WsScaffold.Cdk.Tests.Support;

namespace WsScaffold.Cdk.Tests.Synthesis;

/// <summary>The routes, added to a WebSocketApi that somebody else makes.</summary>
public sealed class OwnApiTests
{
    [Fact]
    public void Gets_the_routes_their_responses_and_a_permission_for_every_stage()
    {
        var synthesis = TestStack.OfStack(stack => Definitions.Chat.AddTo(new WebSocketApi(stack, "Own"), Function(stack, "F")));

        Assert.Equal(["$connect", "$disconnect", "join", "log"], synthesis.All("AWS::ApiGatewayV2::Route").Select(route => (string)route.Value!["Properties"]!["RouteKey"]!).Order(StringComparer.Ordinal));
        Assert.Single(synthesis.All("AWS::ApiGatewayV2::RouteResponse"));
        Assert.EndsWith("\"/*/*\"]]}", synthesis.The("AWS::Lambda::Permission")["Properties"]!["SourceArn"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Sends_each_route_to_its_function()
    {
        var synthesis = TestStack.OfStack(stack => Definitions.Split.AddTo(
            new WebSocketApi(stack, "Own"), new Dictionary<string, IFunction> { [""] = Function(stack, "Main"), ["reports"] = Function(stack, "Reports") }));

        Assert.Equal(2, synthesis.All("AWS::ApiGatewayV2::Integration").Count());
    }

    [Fact]
    public void Refuses_a_missing_function_and_names_it() => Assert.Contains(
        "The function 'reports' is missing: handlers of a class tagged [LambdaFunction(\"reports\")] are routed to it.",
        Assert.Throws<ArgumentException>(() => TestStack.OfStack(stack => Definitions.Split.AddTo(
            new WebSocketApi(stack, "Own"), new Dictionary<string, IFunction> { [""] = Function(stack, "Main") }))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Refuses_functions_without_the_APIs_own() => Assert.Contains(
        "The API's own function is missing: handlers of a class without [LambdaFunction] are routed to it. Give it under the name \"\".",
        Assert.Throws<ArgumentException>(() => TestStack.OfStack(stack => Definitions.Split.AddTo(
            new WebSocketApi(stack, "Own"), new Dictionary<string, IFunction> { ["reports"] = Function(stack, "Reports") }))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Refuses_an_API_that_selects_routes_otherwise() => Assert.Contains(
        "The API selects routes by '$request.body.type', and ChatApi by '$request.body.action'. Set the API's RouteSelectionExpression to ChatApiRoutes.Definition.RouteSelectionExpression.",
        Assert.Throws<ArgumentException>(() => TestStack.OfStack(stack => Definitions.Chat.AddTo(
            new WebSocketApi(stack, "Own", new WebSocketApiProps { RouteSelectionExpression = "$request.body.type" }), Function(stack, "F")))).Message,
        StringComparison.Ordinal);

    private static Function Function(Amazon.CDK.Stack stack, string id) => new(stack, id, new FunctionProps
    {
        Runtime = Runtime.PROVIDED_AL2023,
        Handler = "bootstrap",
        Code = TestStack.SomeCode().Bind(stack, Architecture.X86_64),
    });
}
