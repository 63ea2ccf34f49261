using System.Text;
using Amazon.Lambda.Core;
using WsScaffold.Generator.Tests.Routes;

namespace WsScaffold.Generator.Tests.Aws;

/// <summary>An API of a project that references AWS's packages.</summary>
internal static class AwsApp
{
    private const string Usings = """
        global using Amazon.ApiGatewayManagementApi;
        global using Amazon.ApiGatewayManagementApi.Model;
        global using Amazon.Lambda.APIGatewayEvents;
        global using Amazon.Lambda.Core;
        """;

    public static GeneratedApp From(params IEnumerable<string> sources) =>
        GeneratedApp.From(GeneratedApp.Compile([Usings, .. sources]).AddReferences(AwsReferences.All));

    public static GeneratedApp WithMembers(string members, string rest = "") =>
        From($"[WebSocketApi] public sealed partial class Api {{ {members}\n}}\n{rest}");
}

/// <summary>What another Lambda runtime hands a function.</summary>
internal sealed class RuntimeContext : ILambdaContext, ILambdaLogger
{
    public StringBuilder Lines { get; } = new();

    public string AwsRequestId => "8476a536-e9f4-11e8-9739-2dfe598c3fcd";

    public IClientContext ClientContext => null!;

    public string FunctionName => "chat";

    public string FunctionVersion => "7";

    public ICognitoIdentity Identity => null!;

    public string InvokedFunctionArn => "arn:aws:lambda:eu-central-1:123456789012:function:chat:live";

    public ILambdaLogger Logger => this;

    public string LogGroupName => "group";

    public string LogStreamName => "stream";

    public int MemoryLimitInMB => 256;

    public TimeSpan RemainingTime => TimeSpan.FromMinutes(3);

    public string TenantId => "tenant-1";

    public void Log(string message) => Lines.Append(message);

    public void LogLine(string message) => Lines.AppendLine(message);
}
