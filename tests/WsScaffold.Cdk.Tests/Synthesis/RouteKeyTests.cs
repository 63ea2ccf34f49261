using WsScaffold.Cdk.Tests.Support;

namespace WsScaffold.Cdk.Tests.Synthesis;

/// <summary>Route keys can be any text; logical IDs consist of letters and digits.</summary>
[NeedsNodeJs]
public sealed class RouteKeyTests
{
    // Pairs of keys that a careless conversion would map to the same ID.
    private static readonly string[] _keys =
    [
        "a/b", "a--b", "a%2Fb", "a%252Fb", "a b", "ab", "a-b", "a.b", "Ab", "aB", "/", "--",
        "größe", "grö\u00dfe ", "gr\u006f\u0308\u00dfe", "日本", "中国", "👋", "👋🏽",
        "cost $5", "{\"Ref\":\"x\"}", "${AWS::Region}", "Resource", "Default", "RouteResponse",
        new('x', 127), new('x', 128), new string('x', 127) + "y",
    ];

    [Fact]
    public void Every_key_has_its_own_route_and_response()
    {
        var synthesis = Synthesise(_keys);

        var routes = synthesis.All("AWS::ApiGatewayV2::Route").ToArray();
        var routeIds = synthesis.All("AWS::ApiGatewayV2::RouteResponse")
            .Select(response => (string)response.Value!["Properties"]!["RouteId"]!["Ref"]!);
        Assert.Equal(
            _keys.Order(StringComparer.Ordinal),
            routes.Select(route => (string)route.Value!["Properties"]!["RouteKey"]!).Order(StringComparer.Ordinal));
        Assert.Equal(routes.Select(route => route.Key).Order(StringComparer.Ordinal), routeIds.Order(StringComparer.Ordinal));
        Assert.All(synthesis.ById, resource => Assert.Matches("^[A-Za-z0-9]{1,255}$", resource.Key));
    }

    // CloudFormation replaces a resource whose logical ID changes. The ID of a route must not depend on other routes.
    [Theory]
    [InlineData("$connect", "ApiRouteconnect3AF92D2B")]
    [InlineData("join", "ApiRoutejoin03AF2001")]
    [InlineData("Join", "ApiRouteJoin0F10C120")]
    [InlineData("a/b", "ApiRoutea2FbCBB4DF65")]
    [InlineData("a--b", "ApiRouteab3B67070B")]
    [InlineData("größe", "ApiRoutegreE4359BE7")]
    public void The_ID_of_a_route_depends_on_its_key_only(string key, string id)
    {
        var routes = Synthesise(["z", key]).All("AWS::ApiGatewayV2::Route");

        Assert.Equal(id, Assert.Single(routes, route => (string?)route.Value!["Properties"]!["RouteKey"] == key).Key);
    }

    [Fact]
    public void Every_key_can_be_throttled()
    {
        var synthesis = TestStack.Of(new()
        {
            Api = Definition(_keys),
            Code = TestStack.SomeCode(),
            RouteThrottles = _keys.ToDictionary(key => key, _ => new Throttle(1, 2)),
        });

        var settings = synthesis.The("AWS::ApiGatewayV2::Stage")["Properties"]!["RouteSettings"]!.AsObject()
            .Select(setting => $"{setting.Key} {setting.Value!["ThrottlingRateLimit"]} {setting.Value["ThrottlingBurstLimit"]}");
        Assert.Equal(_keys.Select(key => $"{key} 1 2").Order(StringComparer.Ordinal), settings.Order(StringComparer.Ordinal));
    }

    // The description of a function is limited to 256 characters and its resource policy to 20 KB. Neither may grow with the routes.
    [Fact]
    public void Many_routes_fit_in_a_stack()
    {
        var keys = Enumerable.Range(0, 200).Select(number => $"a rather long route key, number {number}");

        Assert.Equal(200, Synthesise([.. keys]).All("AWS::ApiGatewayV2::Route").Count());
    }

    private static TestStack Synthesise(string[] keys) => TestStack.Of(TestStack.Props(Definition(keys)));

    private static WebSocketApiDefinition Definition(string[] keys) =>
        Definitions.Create([.. keys.Select(key => new RouteDefinition(key, "ChatApi.Handle") { HasRouteResponse = true })]);
}
