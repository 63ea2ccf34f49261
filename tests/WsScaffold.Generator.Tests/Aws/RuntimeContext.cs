using System.Text;
using Amazon.Lambda.Core;

namespace WsScaffold.Generator.Tests.Aws;

/// <summary>The Lambda context that another Lambda runtime passes to a function.</summary>
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
