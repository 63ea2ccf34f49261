using WsScaffold.Cdk.Tests.Support;

namespace WsScaffold.Cdk.Tests.Synthesis;

/// <summary>Route keys are any text, and logical IDs letters and digits.</summary>
public sealed class RouteKeyTests
{
    // In pairs that lose what tells them apart when they become IDs carelessly.
    private static readonly string[] _keys =
    [
        "a/b", "a--b", "a%2Fb", "a%252Fb", "a b", "ab", "a-b", "a.b", "Ab", "aB", "/", "--", "größe", "grö\u00dfe ", "gr\u006f\u0308\u00dfe", "日本", "中国", "👋", "👋🏽",
        "cost $5", "{\"Ref\":\"x\"}", "${AWS::Region}", "Resource", "Default", "RouteResponse", new('x', 127), new('x', 128), new string('x', 127) + "y",
    ];

    [Fact]
    public void Every_key_has_its_own_route_and_response()
    {
        var synthesis = Synthesise(_keys);

        Assert.Equal(_keys.Order(StringComparer.Ordinal), synthesis.All("AWS::ApiGatewayV2::Route").Select(route => (string)route.Value!["Properties"]!["RouteKey"]!).Order(StringComparer.Ordinal));
        Assert.Equal(
            synthesis.All("AWS::ApiGatewayV2::Route").Select(route => route.Key).Order(StringComparer.Ordinal),
            synthesis.All("AWS::ApiGatewayV2::RouteResponse").Select(response => (string)response.Value!["Properties"]!["RouteId"]!["Ref"]!).Order(StringComparer.Ordinal));
        Assert.All(synthesis.ById, resource => Assert.Matches("^[A-Za-z0-9]{1,255}$", resource.Key));
    }

    // CloudFormation replaces what has another ID: a route that stays must keep its own, whatever comes and goes around it.
    [Fact]
    public void A_key_keeps_its_ID() => Assert.All(
        [("$connect", "ApiRouteconnect3AF92D2B"), ("join", "ApiRoutejoin03AF2001"), ("Join", "ApiRouteJoin0F10C120"), ("a/b", "ApiRoutea2FbCBB4DF65"), ("a--b", "ApiRouteab3B67070B"), ("größe", "ApiRoutegreE4359BE7")],
        expected => Assert.Equal(
            expected.Item2,
            Assert.Single(Synthesise(["z", expected.Item1]).All("AWS::ApiGatewayV2::Route"), route => (string?)route.Value!["Properties"]!["RouteKey"] == expected.Item1).Key));

    [Fact]
    public void Every_key_can_be_throttled()
    {
        var synthesis = TestStack.Of(new() { Api = Definition(_keys), Code = TestStack.SomeCode(), RouteThrottles = _keys.ToDictionary(key => key, _ => new Throttle(1, 2)) });

        Assert.Equal(
            _keys.Select(key => $"{key} 1 2").Order(StringComparer.Ordinal),
            synthesis.The("AWS::ApiGatewayV2::Stage")["Properties"]!["RouteSettings"]!.AsObject().Select(setting => $"{setting.Key} {setting.Value!["ThrottlingRateLimit"]} {setting.Value["ThrottlingBurstLimit"]}").Order(StringComparer.Ordinal));
    }

    // Lambda's description holds 256 characters and a permission's policy 20 KB: neither may grow with the routes.
    [Fact]
    public void Many_keys_fit() =>
        Assert.Equal(200, Synthesise([.. Enumerable.Range(0, 200).Select(number => $"a rather long route key, number {number}")]).All("AWS::ApiGatewayV2::Route").Count());

    private static TestStack Synthesise(string[] keys) => TestStack.Of(TestStack.Props(Definition(keys)));

    private static WebSocketApiDefinition Definition(string[] keys) => Definitions.Create([.. keys.Select(key => new RouteDefinition(key, "ChatApi.Handle") { HasRouteResponse = true })]);
}
