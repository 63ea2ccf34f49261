using Amazon.CDK;
using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Constructs;
using WsScaffold.ApiGateway;

namespace WsScaffold.Cdk.Resources;

/// <summary>The functions. All run the same binary, and each has exactly the permissions that the handlers need.</summary>
internal static class FunctionResources
{
    // https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
    private static readonly string[] _networkActions =
    [
        "ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:DeleteNetworkInterface",
        "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses",
    ];

    /// <summary>The names of the functions: <c>""</c> for the API's own, then those that some routes have to themselves.</summary>
    public static IEnumerable<string> Names(WebSocketApiDefinition api) =>
        api.Functions.Select(static function => function.Name).Prepend("").Distinct(StringComparer.Ordinal);

    public static Function Add(Construct scope, string name, WebSocketStage stage, WebSocketLambdaApiProps props)
    {
        var own = props.Api.Functions.FirstOrDefault(function => function.Name == name);
        var suffix = name.Length == 0 ? "" : "-" + name;
        var logs = new LogGroup(
            scope, $"Logs{suffix}", new LogGroupProps { Retention = props.LogRetention, RemovalPolicy = props.RemovalPolicy });
        var architecture = props.Architecture ?? Architecture.X86_64;
        var function = new Function(scope, $"Function{suffix}", new FunctionProps
        {
            Description = props.Api.Name + suffix,
            Runtime = Runtime.PROVIDED_AL2023,
            Handler = "bootstrap",
            Code = props.Code.Bind(scope, architecture),
            Architecture = architecture,
            MemorySize = own?.MemorySize ?? props.MemorySize,
            Timeout = own?.TimeoutSeconds is { } seconds
                ? Duration.Seconds(seconds)
                : props.Timeout ?? Duration.Seconds(GatewayLimits.IntegrationSeconds),
            ReservedConcurrentExecutions = props.ReservedConcurrency,
            Environment = Variables(stage, props),
            LogGroup = logs,
            LoggingFormat = LoggingFormat.JSON,
            ApplicationLogLevelV2 = props.LogLevel,
            Tracing = props.Tracing ? Amazon.CDK.AWS.Lambda.Tracing.ACTIVE : null,
            Role = AddRole(scope, $"Role{suffix}", logs, props),
            Vpc = props.Vpc,
            VpcSubnets = props.VpcSubnets,
            SecurityGroups = props.SecurityGroups.Count > 0 ? [.. props.SecurityGroups] : null,
        });
        if (props.Api.Pushes)
        {
            // For this API and stage only:
            // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
            stage.GrantManagementApiAccess(function);
        }

        return function;
    }

    // The managed policies AWSLambdaBasicExecutionRole and AWSLambdaVPCAccessExecutionRole would allow writing every log of the account.
    private static Role AddRole(Construct scope, string id, LogGroup logs, WebSocketLambdaApiProps props)
    {
        var role = new Role(scope, id, new RoleProps { AssumedBy = new ServicePrincipal("lambda.amazonaws.com") });
        logs.GrantWrite(role);
        if (props.Vpc is not null)
        {
            // The network interfaces don't exist yet, so the policy can't name them.
            role.AddToPolicy(new PolicyStatement(new PolicyStatementProps { Actions = _networkActions, Resources = ["*"] }));
        }

        return role;
    }

    private static Dictionary<string, string> Variables(WebSocketStage stage, WebSocketLambdaApiProps props)
    {
        var variables = new Dictionary<string, string>(props.Environment);
        if (props.Api.Pushes)
        {
            variables["WSSCAFFOLD_CALLBACK_URL"] = stage.CallbackUrl;
        }

        return variables;
    }
}
