using Amazon.CDK;
using Amazon.CDK.AWS.EC2;
using WsScaffold.Cdk.Tests.Support;

namespace WsScaffold.Cdk.Tests.Synthesis;

/// <summary>Props that would fail when they are deployed, or worse, would not.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData(30)]
    [InlineData(900)]
    public void A_timeout_that_nobody_waits_for(int seconds) => Refuses(
        new() { Api = Definitions.Chat, Code = TestStack.SomeCode(), Timeout = Duration.Seconds(seconds) },
        "API Gateway waits no longer, and a function that runs on is paid for and heard by nobody.");

    [Fact]
    public void A_throttle_of_no_route() => Refuses(
        new() { Api = Definitions.Chat, Code = TestStack.SomeCode(), RouteThrottles = new Dictionary<string, Throttle> { ["jion"] = new(1, 1) } },
        "has the key 'jion', and ChatApi has no such route. It has: $connect, $disconnect, join, log.");

    [Fact]
    public void A_variable_of_the_librarys_own() => Refuses(
        new() { Api = Definitions.Chat, Code = TestStack.SomeCode(), Environment = new Dictionary<string, string> { ["WSSCAFFOLD_CALLBACK_URL"] = "https://x" } },
        "sets WSSCAFFOLD_CALLBACK_URL, which the construct sets itself. Leave it out.");

    [Fact]
    public void Subnets_of_no_network() => Refuses(
        new() { Api = Definitions.Chat, Code = TestStack.SomeCode(), VpcSubnets = new SubnetSelection() },
        "is missing, and subnets or security groups are given. Give the network that they are of.");

    [Fact]
    public void An_API_without_routes() => Refuses(
        TestStack.Props(Definitions.Create()),
        "ChatApi has no routes to deploy. Tag a method of it, for example with [WebSocketRoute(\"sendMessage\")] or [DefaultRoute].");

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Authorization_where_nobody_is_asked(bool iam, bool apiKey) => Refuses(
        new() { Api = Definitions.Create(new RouteDefinition("$default", "ChatApi.Echo")), Code = TestStack.SomeCode(), IamAuthorization = iam, ApiKeyRequired = apiKey },
        "ChatApi has no $connect route, and API Gateway asks who somebody is nowhere else. Tag a method with [ConnectRoute].");

    private static void Refuses(WebSocketLambdaApiProps props, string text) =>
        Assert.Contains(text, Assert.ThrowsAny<ArgumentException>(() => TestStack.Of(props)).Message, StringComparison.Ordinal);
}
