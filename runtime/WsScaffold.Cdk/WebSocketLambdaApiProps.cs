using Amazon.CDK;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;

namespace WsScaffold.Cdk;

/// <summary>What a <see cref="WebSocketLambdaApi"/> is made of. Only <see cref="Api"/> and <see cref="Code"/> must be given.</summary>
public sealed class WebSocketLambdaApiProps
{
    /// <summary>What the handlers need: <c>ChatApiRoutes.Definition</c>, generated from the API's project that this one references.</summary>
    public required WebSocketApiDefinition Api { get; init; }

    /// <summary>The binary of every function, for example <c>LambdaCode.FromProject("../Chat.Api")</c>.</summary>
    public required LambdaCode Code { get; init; }

    /// <summary>The API's name in the console; that of the API class unless told otherwise.</summary>
    public string? ApiName { get; init; }

    /// <summary>The stage's name, which ends the URL: letters, digits, <c>-</c> and <c>_</c>; <c>production</c> unless told otherwise.</summary>
    public string StageName { get; init; } = "production";

    /// <summary>
    /// Whether API Gateway deploys every change of the routes at once (the default). Without it a deployment is made whose
    /// identity follows the routes: a change replaces it when all of them are in place, and a rollback brings the old one back.
    /// </summary>
    /// <remarks>
    /// CloudFormation deletes only after the new deployment was made: what is removed, a route or the authorizer, stays in the
    /// stage until the next change of routes. Leave it on to remove one.
    /// </remarks>
    public bool AutoDeploy { get; init; } = true;

    /// <summary>The processor that the functions run on; x86_64 unless told otherwise, as the CDK has it. <see cref="Architecture.ARM_64"/> costs less.</summary>
    public Architecture? Architecture { get; init; }

    /// <summary>Each function's memory in megabytes, 128 to 10,240; 256 unless told otherwise. A function tagged with its own has that.</summary>
    public int MemorySize { get; init; } = 256;

    /// <summary>
    /// How long a function may take; 29 seconds unless told otherwise, since API Gateway waits no longer. A handler's
    /// <c>CancellationToken</c> fires shortly before.
    /// </summary>
    public Duration? Timeout { get; init; }

    /// <summary>How many of each function run at once, taken from the account's total; unlimited unless told otherwise.</summary>
    public int? ReservedConcurrency { get; init; }

    /// <summary>More environment variables for every function. Names that begin with <c>WSSCAFFOLD_</c> are the library's own.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The level from which the functions log; <see cref="ApplicationLogLevel.INFO"/> unless told otherwise.</summary>
    public ApplicationLogLevel LogLevel { get; init; } = ApplicationLogLevel.INFO;

    /// <summary>How long logs are kept; a month unless told otherwise.</summary>
    public RetentionDays LogRetention { get; init; } = RetentionDays.ONE_MONTH;

    /// <summary>Whether the functions are traced with AWS X-Ray.</summary>
    public bool Tracing { get; init; }

    /// <summary>The network that the functions join; none unless told otherwise. They need a way out of it to call <c>@connections</c> and DynamoDB.</summary>
    public IVpc? Vpc { get; init; }

    /// <summary>Which subnets of <see cref="Vpc"/>.</summary>
    public ISubnetSelection? VpcSubnets { get; init; }

    /// <summary>The security groups of the functions in <see cref="Vpc"/>; a new one for each function unless told otherwise.</summary>
    public IReadOnlyList<ISecurityGroup> SecurityGroups { get; init; } = [];

    /// <summary>What happens to the table and the logs when they leave the stack; they are deleted with it unless told otherwise.</summary>
    public RemovalPolicy RemovalPolicy { get; init; } = RemovalPolicy.DESTROY;

    /// <summary>Whether the connection table can be put back to any second of the last 35 days. Its rows are worth nothing once their connections have closed.</summary>
    public bool PointInTimeRecovery { get; init; }

    /// <summary>How many messages and handshakes API Gateway takes; the account's limits unless told otherwise.</summary>
    public Throttle? Throttle { get; init; }

    /// <summary>The same for single routes, by route key.</summary>
    public IReadOnlyDictionary<string, Throttle> RouteThrottles { get; init; } = new Dictionary<string, Throttle>();

    /// <summary>
    /// Whether API Gateway logs each event as a line of JSON, without its body. The account needs a role for it once.
    /// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html">logging for WebSocket APIs</see>.
    /// </summary>
    public bool AccessLogs { get; init; }

    /// <summary>
    /// Whether clients sign their handshake with AWS credentials that may <c>execute-api:Invoke</c>. The API needs a <c>[ConnectRoute]</c>.
    /// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html">IAM authorization</see>.
    /// </summary>
    public bool IamAuthorization { get; init; }

    /// <summary>Whether clients send an API key in the header <c>x-api-key</c> of their handshake. A key and a usage plan are made. The API needs a <c>[ConnectRoute]</c>.</summary>
    public bool ApiKeyRequired { get; init; }

    /// <summary>A domain of your own in front of the stage.</summary>
    public CustomDomain? Domain { get; init; }

    /// <summary>Alarms on failures, throttling and durations; none unless given.</summary>
    public ApiAlarms? Alarms { get; init; }

    /// <summary>Whether a CloudWatch dashboard shows connections, messages, errors and the functions.</summary>
    public bool Dashboard { get; init; }
}
