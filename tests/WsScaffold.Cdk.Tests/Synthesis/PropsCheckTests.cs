using Amazon.CDK;
using Amazon.CDK.AWS.EC2;
using WsScaffold.Cdk.Tests.Support;

namespace WsScaffold.Cdk.Tests.Synthesis;

/// <summary>Properties that are rejected, because the deployment would fail or the deployed API would not work.</summary>
[NeedsNodeJs]
public sealed class PropsCheckTests
{
    [Theory]
    [InlineData(30)]
    [InlineData(900)]
    public void A_timeout_above_29_seconds_is_rejected(int seconds) => Rejects(
        new() { Api = Definitions.Chat, Code = TestStack.SomeCode(), Timeout = Duration.Seconds(seconds) },
        "API Gateway waits no longer and discards a later response, but the invocation is still charged.");

    [Theory]
    [InlineData("")]
    [InlineData("prod/eu")]
    [InlineData("$default")]
    public void A_stage_name_that_cannot_be_part_of_the_URL_is_rejected(string name) => Rejects(
        new() { Api = Definitions.Chat, Code = TestStack.SomeCode(), StageName = name },
        $"StageName is '{name}'. It is part of the URL: use up to 128 letters, digits, '-' and '_'.");

    [Theory]
    [InlineData(64)]
    [InlineData(10_241)]
    public void A_memory_size_that_Lambda_does_not_offer_is_rejected(int megabytes) => Rejects(
        new() { Api = Definitions.Chat, Code = TestStack.SomeCode(), MemorySize = megabytes },
        $"MemorySize is {megabytes}. Use 128 to 10240 megabytes, which Lambda offers.");

    [Fact]
    public void A_negative_concurrency_is_rejected() => Rejects(
        new() { Api = Definitions.Chat, Code = TestStack.SomeCode(), ReservedConcurrency = -1 },
        "ReservedConcurrency is -1. Use 1 or more, 0 to turn the functions off, or remove it for no limit.");

    [Theory]
    [InlineData(0, 10, "0 per second and 10 at once. Use finite values above 0, or remove it for the account's limits.")]
    [InlineData(2.5, 0, "2.5 per second and 0 at once.")]
    [InlineData(double.PositiveInfinity, 10, "Infinity per second and 10 at once.")]
    public void A_throttle_that_is_not_positive_and_finite_is_rejected(double rate, int burst, string text)
    {
        Rejects(
            new() { Api = Definitions.Chat, Code = TestStack.SomeCode(), Throttle = new(rate, burst) },
            $"Throttle allows {text}");
        Rejects(Throttled("join", new(rate, burst)), $"RouteThrottles[\"join\"] allows {text}");
    }

    [Theory]
    [InlineData("my-name")]
    [InlineData("1ST")]
    [InlineData("Logging:Level")]
    public void A_variable_name_that_Lambda_does_not_accept_is_rejected(string name) => Rejects(
        WithVariable(name),
        $"Environment contains the name '{name}', which Lambda does not accept. Use a letter, followed by letters, digits and '_'; "
            + "'__' replaces the ':' of a .NET configuration section.");

    [Fact]
    public void A_variable_with_the_reserved_prefix_is_rejected() => Rejects(
        WithVariable("WSSCAFFOLD_CALLBACK_URL"),
        "sets WSSCAFFOLD_CALLBACK_URL, but the prefix WSSCAFFOLD_ is reserved. Remove the variable.");

    [Fact]
    public void Public_subnets_are_rejected() => RejectsIn(
        stack => new()
        {
            Api = Definitions.Chat,
            Code = TestStack.SomeCode(),
            Vpc = Options.Network(stack),
            VpcSubnets = new SubnetSelection { SubnetType = SubnetType.PUBLIC },
        },
        "VpcSubnets selects public subnets. A function gets no public IP address there, so it can reach neither the internet nor AWS "
            + "services. Use SubnetType.PRIVATE_WITH_EGRESS.");

    [Fact]
    public void Subnets_without_a_VPC_are_rejected() => Rejects(
        new() { Api = Definitions.Chat, Code = TestStack.SomeCode(), VpcSubnets = new SubnetSelection() },
        "Vpc is missing, but subnets or security groups are set. Set it to the VPC of those.");

    [Theory]
    [InlineData("wss://chat.example.com")]
    [InlineData("chat.example.com/v1")]
    [InlineData("chat.example.com:443")]
    [InlineData("")]
    public void An_invalid_domain_name_is_rejected(string name) => RejectsIn(
        stack => WithDomain(new() { DomainName = name, Certificate = Options.CertificateOf(stack) }),
        $"Domain.DomainName is '{name}'. Use only the name, without scheme, port and path, for example 'chat.example.com'.");

    [Theory]
    [InlineData("/v1")]
    [InlineData("")]
    public void An_invalid_mapping_key_is_rejected(string key) => RejectsIn(
        stack => WithDomain(new() { DomainName = "chat.example.com", MappingKey = key, Certificate = Options.CertificateOf(stack) }),
        $"Domain.MappingKey is '{key}'. It is one segment of the URL: use letters, digits, '-', '_' and '.', for example 'v1', "
            + "or remove it.");

    [Fact]
    public void A_certificate_in_another_region_is_rejected()
    {
        var app = new App(new AppProps { AnalyticsReporting = false });
        var environment = new Amazon.CDK.Environment { Region = "eu-west-1" };
        var stack = new Stack(app, "Chat", new StackProps { Env = environment });
        var props = WithDomain(new() { DomainName = "*.example.com", Certificate = Options.CertificateOf(stack) });

        var error = Assert.Throws<ArgumentException>(() => new WebSocketLambdaApi(stack, "Api", props));

        Assert.Contains(
            "Domain.Certificate is in eu-central-1, but the stack is in eu-west-1. Use a certificate in the region of the stack.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Alarms_that_would_never_start_or_never_end_are_rejected()
    {
        Rejects(
            new() { Api = Definitions.Chat, Code = TestStack.SomeCode(), Alarms = new() { ClientErrors = 0 } },
            "Alarms.ClientErrors is 0, so the alarm would never end. Use a value above 0.");
        Rejects(
            new() { Api = Definitions.Chat, Code = TestStack.SomeCode(), Alarms = new() { DurationOfTimeout = 90 } },
            "Alarms.DurationOfTimeout is 90. Use a fraction of the function's timeout above 0 and up to 1, for example 0.9 for 90 %.");
    }

    [Fact]
    public void A_throttle_of_an_unknown_route_is_rejected() => Rejects(
        Throttled("jion", new(1, 1)),
        "contains the key 'jion', but ChatApi has no such route. Use one of: $connect, $disconnect, join, log.");

    [Fact]
    public void An_API_without_routes_is_rejected() => Rejects(
        TestStack.Props(Definitions.Create()),
        "ChatApi has no routes to deploy. Tag a method, for example with [WebSocketRoute(\"sendMessage\")] or [DefaultRoute].");

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Authorization_without_a_connect_route_is_rejected(bool iam, bool apiKey) => Rejects(
        new()
        {
            Api = Definitions.Create(new RouteDefinition("$default", "ChatApi.Echo")),
            Code = TestStack.SomeCode(),
            IamAuthorization = iam,
            ApiKeyRequired = apiKey,
        },
        "ChatApi has no $connect route, where API Gateway checks credentials. Tag a method with [ConnectRoute].");

    private static WebSocketLambdaApiProps Throttled(string routeKey, Throttle throttle) => new()
    {
        Api = Definitions.Chat,
        Code = TestStack.SomeCode(),
        RouteThrottles = new Dictionary<string, Throttle> { [routeKey] = throttle },
    };

    private static WebSocketLambdaApiProps WithVariable(string name) => new()
    {
        Api = Definitions.Chat,
        Code = TestStack.SomeCode(),
        Environment = new Dictionary<string, string> { [name] = "x" },
    };

    private static WebSocketLambdaApiProps WithDomain(CustomDomain domain) =>
        new() { Api = Definitions.Chat, Code = TestStack.SomeCode(), Domain = domain };

    private static void Rejects(WebSocketLambdaApiProps props, string text) => RejectsIn(_ => props, text);

    private static void RejectsIn(Func<Stack, WebSocketLambdaApiProps> props, string text) =>
        Assert.Contains(text, Assert.ThrowsAny<ArgumentException>(() => TestStack.From(props)).Message, StringComparison.Ordinal);
}
