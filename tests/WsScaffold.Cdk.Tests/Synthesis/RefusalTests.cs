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

    [Theory]
    [InlineData("")]
    [InlineData("prod/eu")]
    [InlineData("$default")]
    public void A_stage_that_no_URL_can_end_with(string name) => Refuses(
        new() { Api = Definitions.Chat, Code = TestStack.SomeCode(), StageName = name },
        $"StageName is '{name}'. It ends the URL: use letters, digits, '-' and '_'.");

    [Theory]
    [InlineData(64)]
    [InlineData(10_241)]
    public void A_memory_that_Lambda_has_not(int megabytes) => Refuses(
        new() { Api = Definitions.Chat, Code = TestStack.SomeCode(), MemorySize = megabytes },
        $"MemorySize is {megabytes}. Lambda gives 128 to 10240 megabytes.");

    [Fact]
    public void Less_than_no_concurrency() => Refuses(
        new() { Api = Definitions.Chat, Code = TestStack.SomeCode(), ReservedConcurrency = -1 },
        "ReservedConcurrency is -1. Use 1 or more, 0 to switch the functions off, or leave it out for no limit.");

    [Theory]
    [InlineData(0, 10, "0 a second and 10 at once. Both must be more than 0; leave it out for the account's limits.")]
    [InlineData(2.5, 0, "2.5 a second and 0 at once.")]
    [InlineData(double.PositiveInfinity, 10, "Infinity a second and 10 at once.")]
    public void A_throttle_that_lets_nobody_in(double rate, int burst, string text)
    {
        Refuses(new() { Api = Definitions.Chat, Code = TestStack.SomeCode(), Throttle = new(rate, burst) }, $"Throttle takes {text}");
        Refuses(
            new() { Api = Definitions.Chat, Code = TestStack.SomeCode(), RouteThrottles = new Dictionary<string, Throttle> { ["join"] = new(rate, burst) } },
            $"RouteThrottles[\"join\"] takes {text}");
    }

    [Theory]
    [InlineData("my-name")]
    [InlineData("1ST")]
    [InlineData("Logging:Level")]
    public void A_variable_that_Lambda_takes_not(string name) => Refuses(
        new() { Api = Definitions.Chat, Code = TestStack.SomeCode(), Environment = new Dictionary<string, string> { [name] = "x" } },
        $"Environment has the name '{name}'. Lambda takes a letter, then letters, digits and '_'; .NET reads '__' as the ':' of a configuration section.");

    [Fact]
    public void Public_subnets_where_functions_reach_nothing() => RefusesOf(
        stack => new() { Api = Definitions.Chat, Code = TestStack.SomeCode(), Vpc = Options.Network(stack), VpcSubnets = new SubnetSelection { SubnetType = SubnetType.PUBLIC } },
        "VpcSubnets are public, where functions get no public address and so reach neither the internet nor AWS. Use SubnetType.PRIVATE_WITH_EGRESS.");

    [Theory]
    [InlineData("wss://chat.example.com", null, "Domain.DomainName is 'wss://chat.example.com'. Write the name alone, without scheme, port and path, for example 'chat.example.com'.")]
    [InlineData("chat.example.com/v1", null, "Write the name alone")]
    [InlineData("chat.example.com:443", null, "Write the name alone")]
    [InlineData("", null, "Write the name alone")]
    [InlineData("chat.example.com", "/v1", "Domain.MappingKey is '/v1'. It is one segment of the URL: use letters, digits, '-', '_' and '.', for example 'v1', or leave it out.")]
    [InlineData("chat.example.com", "", "Domain.MappingKey is ''.")]
    public void A_domain_that_is_none(string name, string? mapping, string text) => RefusesOf(
        stack => new() { Api = Definitions.Chat, Code = TestStack.SomeCode(), Domain = new() { DomainName = name, MappingKey = mapping, Certificate = Options.CertificateOf(stack) } },
        text);

    [Fact]
    public void A_certificate_of_another_region() => Assert.Contains(
        "Domain.Certificate is of eu-central-1, and the stack of eu-west-1. API Gateway takes a certificate of its own region.",
        Assert.Throws<ArgumentException>(() =>
        {
            var stack = new Stack(new App(new AppProps { AnalyticsReporting = false }), "Chat", new StackProps { Env = new Amazon.CDK.Environment { Region = "eu-west-1" } });
            _ = new WebSocketLambdaApi(stack, "Api", new()
            {
                Api = Definitions.Chat,
                Code = TestStack.SomeCode(),
                Domain = new() { DomainName = "*.example.com", Certificate = Options.CertificateOf(stack) },
            });
        }).Message,
        StringComparison.Ordinal);

    [Fact]
    public void An_alarm_that_always_or_never_rings()
    {
        Refuses(new() { Api = Definitions.Chat, Code = TestStack.SomeCode(), Alarms = new() { ClientErrors = 0 } }, "Alarms.ClientErrors is 0, which is always reached. Use more than 0.");
        Refuses(
            new() { Api = Definitions.Chat, Code = TestStack.SomeCode(), Alarms = new() { DurationOfTimeout = 90 } },
            "Alarms.DurationOfTimeout is 90. It is a part of the function's timeout, more than 0 and at most 1: 0.9 for nine tenths.");
    }

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

    private static void Refuses(WebSocketLambdaApiProps props, string text) => RefusesOf(_ => props, text);

    private static void RefusesOf(Func<Stack, WebSocketLambdaApiProps> props, string text) =>
        Assert.Contains(text, Assert.ThrowsAny<ArgumentException>(() => TestStack.From(props)).Message, StringComparison.Ordinal);
}
