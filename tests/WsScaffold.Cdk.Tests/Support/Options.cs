using Amazon.CDK;
using Amazon.CDK.AWS.CertificateManager;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.Route53;
using Amazon.CDK.AWS.SNS;

namespace WsScaffold.Cdk.Tests.Support;

/// <summary>An option of the construct, set to a value other than its default.</summary>
/// <param name="Changes">The types of the resources that it changes, adds or removes, without <c>AWS::</c>.</param>
internal sealed record Option(string[] Changes, Func<Stack, WebSocketLambdaApiProps> Props)
{
    private readonly Lazy<TestStack> _synthesis = new(() => TestStack.From(Props));

    public TestStack Synthesis => _synthesis.Value;
}

/// <summary>All options, by the names of their properties.</summary>
internal static class Options
{
    private static readonly WebSocketApiDefinition _api = new()
    {
        Name = "ChatApi",
        RouteSelectionExpression = "$request.body.action",
        Pushes = true,
        HasConnectionTable = true,
        Routes = [.. Definitions.Chat.Routes, new("report", "Reports.Write") { Function = "reports" }],
        Functions = [new("reports")],
    };

    /// <summary>All options at their defaults.</summary>
    public static Option None { get; } = new([], _ => new() { Api = _api, Code = TestStack.SomeCode() });

    public static IReadOnlyDictionary<string, Option> All { get; } = new Dictionary<string, Option>
    {
        ["ApiName"] = new(["ApiGatewayV2::Api"], _ => new() { Api = _api, Code = TestStack.SomeCode(), ApiName = "talk" }),
        ["StageName"] = new(
            ["ApiGatewayV2::Stage", "IAM::Policy", "Lambda::Function", "Lambda::Permission"],
            _ => new() { Api = _api, Code = TestStack.SomeCode(), StageName = "dev" }),
        ["AutoDeploy"] = new(
            ["ApiGatewayV2::Deployment", "ApiGatewayV2::Stage"],
            _ => new() { Api = _api, Code = TestStack.SomeCode(), AutoDeploy = false }),
        ["Architecture"] = new(
            ["Lambda::Function"],
            _ => new() { Api = _api, Code = TestStack.SomeCode(), Architecture = Architecture.ARM_64 }),
        ["MemorySize"] = new(["Lambda::Function"], _ => new() { Api = _api, Code = TestStack.SomeCode(), MemorySize = 512 }),
        ["Timeout"] = new(["Lambda::Function"], _ => new() { Api = _api, Code = TestStack.SomeCode(), Timeout = Duration.Seconds(5) }),
        ["ReservedConcurrency"] = new(
            ["Lambda::Function"],
            _ => new() { Api = _api, Code = TestStack.SomeCode(), ReservedConcurrency = 7 }),
        ["Environment"] = new(
            ["Lambda::Function"],
            _ => new()
            {
                Api = _api,
                Code = TestStack.SomeCode(),
                Environment = new Dictionary<string, string> { ["GREETING"] = "hello" },
            }),
        ["LogLevel"] = new(
            ["Lambda::Function"],
            _ => new() { Api = _api, Code = TestStack.SomeCode(), LogLevel = ApplicationLogLevel.DEBUG }),
        ["LogRetention"] = new(
            ["Logs::LogGroup"],
            _ => new() { Api = _api, Code = TestStack.SomeCode(), LogRetention = RetentionDays.ONE_DAY }),
        ["Tracing"] = new(["IAM::Policy", "Lambda::Function"], _ => new() { Api = _api, Code = TestStack.SomeCode(), Tracing = true }),
        ["Vpc"] = new(
            ["EC2::SecurityGroup", "IAM::Policy", "Lambda::Function"],
            stack => new() { Api = _api, Code = TestStack.SomeCode(), Vpc = Network(stack) }),
        ["VpcSubnets"] = new(
            ["EC2::SecurityGroup", "IAM::Policy", "Lambda::Function"],
            stack => new()
            {
                Api = _api,
                Code = TestStack.SomeCode(),
                Vpc = Network(stack),
                VpcSubnets = new SubnetSelection { SubnetType = SubnetType.PRIVATE_ISOLATED },
            }),
        ["SecurityGroups"] = new(
            ["IAM::Policy", "Lambda::Function"],
            stack => new()
            {
                Api = _api,
                Code = TestStack.SomeCode(),
                Vpc = Network(stack),
                SecurityGroups = [SecurityGroup.FromSecurityGroupId(stack, "Group", "sg-12345678")],
            }),
        ["RemovalPolicy"] = new(
            ["DynamoDB::Table", "Logs::LogGroup"],
            _ => new() { Api = _api, Code = TestStack.SomeCode(), RemovalPolicy = RemovalPolicy.RETAIN }),
        ["PointInTimeRecovery"] = new(
            ["DynamoDB::Table"],
            _ => new() { Api = _api, Code = TestStack.SomeCode(), PointInTimeRecovery = true }),
        ["Throttle"] = new(["ApiGatewayV2::Stage"], _ => new() { Api = _api, Code = TestStack.SomeCode(), Throttle = new(50, 20) }),
        ["RouteThrottles"] = new(
            ["ApiGatewayV2::Stage"],
            _ => new()
            {
                Api = _api,
                Code = TestStack.SomeCode(),
                RouteThrottles = new Dictionary<string, Throttle> { ["join"] = new(2.5, 1) },
            }),
        ["AccessLogs"] = new(
            ["ApiGatewayV2::Stage", "Logs::LogGroup"],
            _ => new() { Api = _api, Code = TestStack.SomeCode(), AccessLogs = true }),
        ["IamAuthorization"] = new(
            ["ApiGatewayV2::Route"],
            _ => new() { Api = _api, Code = TestStack.SomeCode(), IamAuthorization = true }),
        ["ApiKeyRequired"] = new(
            ["ApiGateway::ApiKey", "ApiGateway::UsagePlan", "ApiGateway::UsagePlanKey", "ApiGatewayV2::Route"],
            _ => new() { Api = _api, Code = TestStack.SomeCode(), ApiKeyRequired = true }),
        ["Domain"] = new(
            ["ApiGatewayV2::ApiMapping", "ApiGatewayV2::DomainName"],
            stack => new()
            {
                Api = _api,
                Code = TestStack.SomeCode(),
                Domain = new() { DomainName = "chat.example.com", Certificate = CertificateOf(stack) },
            }),
        ["Domain.MappingKey"] = new(
            ["ApiGatewayV2::ApiMapping", "ApiGatewayV2::DomainName"],
            stack => new()
            {
                Api = _api,
                Code = TestStack.SomeCode(),
                Domain = new() { DomainName = "chat.example.com", Certificate = CertificateOf(stack), MappingKey = "v1" },
            }),
        ["Domain.HostedZone"] = new(
            ["ApiGatewayV2::ApiMapping", "ApiGatewayV2::DomainName", "Route53::RecordSet"],
            stack => new()
            {
                Api = _api,
                Code = TestStack.SomeCode(),
                Domain = new() { DomainName = "chat.example.com", Certificate = CertificateOf(stack), HostedZone = Zone(stack) },
            }),
        ["Alarms"] = new(["CloudWatch::Alarm"], _ => new() { Api = _api, Code = TestStack.SomeCode(), Alarms = new() }),
        ["Alarms.Topic"] = new(
            ["CloudWatch::Alarm"],
            stack => new()
            {
                Api = _api,
                Code = TestStack.SomeCode(),
                Alarms = new() { Topic = Topic.FromTopicArn(stack, "Pager", "arn:aws:sns:eu-central-1:123456789012:pager") },
            }),
        ["Alarms.IntegrationErrors"] = new(
            ["CloudWatch::Alarm"],
            _ => new() { Api = _api, Code = TestStack.SomeCode(), Alarms = new() { IntegrationErrors = 5 } }),
        ["Alarms.ClientErrors"] = new(
            ["CloudWatch::Alarm"],
            _ => new() { Api = _api, Code = TestStack.SomeCode(), Alarms = new() { ClientErrors = 10 } }),
        ["Alarms.Throttles"] = new(
            ["CloudWatch::Alarm"],
            _ => new() { Api = _api, Code = TestStack.SomeCode(), Alarms = new() { Throttles = 3 } }),
        ["Alarms.DurationOfTimeout"] = new(
            ["CloudWatch::Alarm"],
            _ => new() { Api = _api, Code = TestStack.SomeCode(), Alarms = new() { DurationOfTimeout = 0.5 } }),
        ["Dashboard"] = new(["CloudWatch::Dashboard"], _ => new() { Api = _api, Code = TestStack.SomeCode(), Dashboard = true }),
    };

    /// <summary>The options that can be combined, in one stack.</summary>
    public static Option Together { get; } = new([], stack => new()
    {
        Api = _api,
        Code = TestStack.SomeCode(),
        AutoDeploy = false,
        AccessLogs = true,
        Tracing = true,
        Vpc = Network(stack),
        PointInTimeRecovery = true,
        RouteThrottles = new Dictionary<string, Throttle> { ["join"] = new(2.5, 1) },
        IamAuthorization = true,
        ApiKeyRequired = true,
        Domain = new() { DomainName = "chat.example.com", Certificate = CertificateOf(stack), HostedZone = Zone(stack) },
        Dashboard = true,
        Alarms = new() { Topic = new Topic(stack, "Pager") },
    });

    public static IEnumerable<TestStack> Syntheses =>
        [None.Synthesis, Together.Synthesis, .. All.Values.Select(option => option.Synthesis)];

    public static IVpc Network(Stack stack) => Vpc.FromVpcAttributes(stack, "Network", new VpcAttributes
    {
        VpcId = "vpc-12345678",
        AvailabilityZones = ["eu-central-1a"],
        PrivateSubnetIds = ["subnet-11111111"],
        IsolatedSubnetIds = ["subnet-22222222"],
    });

    public static ICertificate CertificateOf(Stack stack) =>
        Certificate.FromCertificateArn(stack, "Certificate", "arn:aws:acm:eu-central-1:123456789012:certificate/abc");

    private static IHostedZone Zone(Stack stack) => HostedZone.FromHostedZoneAttributes(
        stack, "Zone", new HostedZoneAttributes { HostedZoneId = "Z1", ZoneName = "example.com" });
}
