using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.Lambda;
using WsScaffold.Cdk.Tests.Support;

namespace WsScaffold.Cdk.Tests.Synthesis;

/// <summary>The routes, added to a <c>WebSocketApi</c> that is defined elsewhere.</summary>
[NeedsNodeJs]
public sealed class OwnApiTests
{
    [Fact]
    public void AddTo_adds_the_routes_their_responses_and_a_permission_for_every_stage()
    {
        var synthesis = TestStack.OfStack(stack => Definitions.Chat.AddTo(new WebSocketApi(stack, "Own"), Function(stack, "F")));

        var keys = synthesis.All("AWS::ApiGatewayV2::Route").Select(route => (string)route.Value!["Properties"]!["RouteKey"]!);
        Assert.Equal(["$connect", "$disconnect", "join", "log"], keys.Order(StringComparer.Ordinal));
        Assert.Single(synthesis.All("AWS::ApiGatewayV2::RouteResponse"));
        var permission = synthesis.The("AWS::Lambda::Permission")["Properties"]!;
        Assert.EndsWith("\"/*/*\"]]}", permission["SourceArn"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AddTo_routes_to_several_functions()
    {
        var synthesis = TestStack.OfStack(stack =>
        {
            var functions = new Dictionary<string, IFunction> { [""] = Function(stack, "Main"), ["reports"] = Function(stack, "Reports") };
            Definitions.Split.AddTo(new WebSocketApi(stack, "Own"), functions);
        });

        Assert.Equal(2, synthesis.All("AWS::ApiGatewayV2::Integration").Count());
    }

    [Fact]
    public void AddTo_rejects_a_missing_function() => Assert.Contains(
        "The function 'reports' is missing, which runs the handlers of classes tagged [LambdaFunction(\"reports\")]. Add it.",
        Assert.Throws<ArgumentException>(() => TestStack.OfStack(stack => Definitions.Split.AddTo(
            new WebSocketApi(stack, "Own"), new Dictionary<string, IFunction> { [""] = Function(stack, "Main") }))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void AddTo_rejects_functions_without_the_APIs_own() => Assert.Contains(
        "The API's own function is missing, which runs the handlers of classes without [LambdaFunction]. Add it as \"\".",
        Assert.Throws<ArgumentException>(() => TestStack.OfStack(stack => Definitions.Split.AddTo(
            new WebSocketApi(stack, "Own"), new Dictionary<string, IFunction> { ["reports"] = Function(stack, "Reports") }))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void AddTo_rejects_an_API_with_another_route_selection_expression() => Assert.Contains(
        "The route selection expression of the API is '$request.body.type', but ChatApi uses '$request.body.action'. "
            + "Set the API's RouteSelectionExpression to ChatApiRoutes.Definition.RouteSelectionExpression.",
        Assert.Throws<ArgumentException>(() => TestStack.OfStack(stack => Definitions.Chat.AddTo(
            new WebSocketApi(stack, "Own", new WebSocketApiProps { RouteSelectionExpression = "$request.body.type" }),
            Function(stack, "F")))).Message,
        StringComparison.Ordinal);

    private static Function Function(Amazon.CDK.Stack stack, string id) => new(stack, id, new FunctionProps
    {
        Runtime = Runtime.PROVIDED_AL2023,
        Handler = "bootstrap",
        Code = TestStack.SomeCode().Bind(stack, Architecture.X86_64),
    });
}
