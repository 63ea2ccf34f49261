using Amazon.CDK;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;

namespace WsScaffold.Cdk;

/// <summary>
/// The definition, code and options of a <see cref="WebSocketLambdaApi"/>. Only <see cref="Api"/> and <see cref="Code"/> are required.
/// </summary>
public sealed class WebSocketLambdaApiProps
{
    /// <summary>
    /// The infrastructure that the handlers need: <c>ChatApiRoutes.Definition</c>, generated from the API's project that this project
    /// references.
    /// </summary>
    public required WebSocketApiDefinition Api { get; init; }

    /// <summary>The binary that every function runs, for example <c>LambdaCode.FromProject("../Chat.Api")</c>.</summary>
    public required LambdaCode Code { get; init; }

    /// <summary>The name of the API in the AWS console. Default: the name of the API class.</summary>
    public string? ApiName { get; init; }

    /// <summary>
    /// The name of the stage, which is the last segment of the URL: up to 128 letters, digits, <c>-</c> and <c>_</c>.
    /// Default: <c>production</c>.
    /// </summary>
    public string StageName { get; init; } = "production";

    /// <summary>
    /// Whether API Gateway deploys each change of a route immediately. If not, the construct adds a deployment resource whose ID depends
    /// on the routes: CloudFormation replaces it once all changed routes are in place, and a rollback restores the previous deployment.
    /// Default: <see langword="true"/>.
    /// </summary>
    /// <remarks>
    /// CloudFormation deletes resources after it has created the new deployment. With <see langword="false"/>, a route or authorizer that
    /// you remove therefore stays in the stage until the next change of the routes. To remove one, use <see langword="true"/>.
    /// </remarks>
    public bool AutoDeploy { get; init; } = true;

    /// <summary>
    /// The processor architecture of the functions. <see cref="Architecture.ARM_64"/> costs less. Default:
    /// <see cref="Architecture.X86_64"/>, as in the CDK.
    /// </summary>
    public Architecture? Architecture { get; init; }

    /// <summary>
    /// The memory of each function in megabytes, 128 to 10,240. <c>[LambdaFunction(MemorySize = …)]</c> overrides it for one function.
    /// Default: 256.
    /// </summary>
    public int MemorySize { get; init; } = 256;

    /// <summary>
    /// The timeout of an invocation, 1 to 29 seconds; API Gateway waits no longer than 29 seconds. The <c>CancellationToken</c> of a
    /// handler is cancelled shortly before the timeout. Default: 29 seconds.
    /// </summary>
    public Duration? Timeout { get; init; }

    /// <summary>
    /// The maximum number of concurrent invocations of each function, reserved from the account's total. 0 turns the functions off.
    /// Default: no limit.
    /// </summary>
    public int? ReservedConcurrency { get; init; }

    /// <summary>
    /// Additional environment variables for every function. Names that start with <c>WSSCAFFOLD_</c> are reserved. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The minimum level of the functions' log entries. Default: <see cref="ApplicationLogLevel.INFO"/>.</summary>
    public ApplicationLogLevel LogLevel { get; init; } = ApplicationLogLevel.INFO;

    /// <summary>How long logs are kept. Default: one month.</summary>
    public RetentionDays LogRetention { get; init; } = RetentionDays.ONE_MONTH;

    /// <summary>Whether AWS X-Ray traces the functions. Default: <see langword="false"/>.</summary>
    public bool Tracing { get; init; }

    /// <summary>
    /// The VPC of the functions. It needs a NAT gateway or VPC endpoints so that the functions can reach the management API and DynamoDB.
    /// Default: no VPC.
    /// </summary>
    public IVpc? Vpc { get; init; }

    /// <summary>The subnets of <see cref="Vpc"/> to use. Default: the CDK's choice.</summary>
    public ISubnetSelection? VpcSubnets { get; init; }

    /// <summary>The security groups of the functions in <see cref="Vpc"/>. Default: a new one for each function.</summary>
    public IReadOnlyList<ISecurityGroup> SecurityGroups { get; init; } = [];

    /// <summary>
    /// What happens to the connection table and the logs when they are removed from the stack. Default:
    /// <see cref="RemovalPolicy.DESTROY"/>.
    /// </summary>
    public RemovalPolicy RemovalPolicy { get; init; } = RemovalPolicy.DESTROY;

    /// <summary>
    /// Whether the connection table can be restored to any second of the last 35 days. Rows are useless once their connections have
    /// closed. Default: <see langword="false"/>.
    /// </summary>
    public bool PointInTimeRecovery { get; init; }

    /// <summary>The number of handshakes and messages that API Gateway accepts. Default: the limits of the account.</summary>
    public Throttle? Throttle { get; init; }

    /// <summary>
    /// The number of handshakes or messages that API Gateway accepts for single routes, by route key. Default: none, so
    /// <see cref="Throttle"/> applies to every route.
    /// </summary>
    public IReadOnlyDictionary<string, Throttle> RouteThrottles { get; init; } = new Dictionary<string, Throttle>();

    /// <summary>
    /// Whether API Gateway logs each event as a line of JSON, without its body. The account needs an IAM role for that, which is set up
    /// once. Default: <see langword="false"/>.
    /// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html">
    /// logging for WebSocket APIs</see>.
    /// </summary>
    public bool AccessLogs { get; init; }

    /// <summary>
    /// Whether clients must sign the handshake with AWS credentials that allow <c>execute-api:Invoke</c>. The API needs a
    /// <c>[ConnectRoute]</c>. Default: <see langword="false"/>.
    /// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html">
    /// IAM authorization</see>.
    /// </summary>
    public bool IamAuthorization { get; init; }

    /// <summary>
    /// Whether clients must send an API key in the header <c>x-api-key</c> of the handshake. The construct creates a key and a usage
    /// plan. The API needs a <c>[ConnectRoute]</c>. Default: <see langword="false"/>.
    /// </summary>
    public bool ApiKeyRequired { get; init; }

    /// <summary>A custom domain name for the stage. Default: none.</summary>
    public CustomDomain? Domain { get; init; }

    /// <summary>The CloudWatch alarms on errors, throttling and long invocations. Default: none.</summary>
    public ApiAlarms? Alarms { get; init; }

    /// <summary>
    /// Whether to add a CloudWatch dashboard with connections, messages, errors and the functions' metrics. Default:
    /// <see langword="false"/>.
    /// </summary>
    public bool Dashboard { get; init; }
}
