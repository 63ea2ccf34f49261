namespace WsScaffold.Generator.Aws;

/// <summary>
/// Writes the Lambda context of an invocation: that of the runtime which runs the function, ours where our own loop does.
/// </summary>
internal static class LambdaContextEmitter
{
    private const string Core = "global::Amazon.Lambda.Core.";

    // Public members: those that the interfaces of an older package lack are there without being asked for. Where a newer one has
    // a default for a Log, that of a template calls itself.
    public static void Write(SourceWriter writer, AwsModel model)
    {
        var name = model.ApiName + "LambdaContext";
        writer.Line(GeneratedFile.Attribute);
        using (writer.Block($"internal sealed class {name} : {Core}ILambdaContext, {Core}ILambdaLogger"))
        {
            writer.Line($"""
                private readonly global::WsScaffold.Generated.ProxyContext _source;

                private {name}(global::WsScaffold.Generated.ProxyContext source) => _source = source;

                internal static {Core}ILambdaContext Of(global::WsScaffold.Generated.RouteInvocation invocation) =>
                    invocation.Context.Invocation.RuntimeContext as {Core}ILambdaContext ?? new {name}(invocation.ProxyContext);

                public string AwsRequestId => _source.Invocation.AwsRequestId;
                public {Core}IClientContext ClientContext => null!;
                public string FunctionName => global::WsScaffold.Generated.ProxyContext.FunctionName!;
                public string FunctionVersion => global::WsScaffold.Generated.ProxyContext.FunctionVersion!;
                public {Core}ICognitoIdentity Identity => null!;
                public string InvokedFunctionArn => _source.Invocation.InvokedFunctionArn!;
                public {Core}ILambdaLogger Logger => this;
                public string LogGroupName => global::WsScaffold.Generated.ProxyContext.LogGroupName!;
                public string LogStreamName => global::WsScaffold.Generated.ProxyContext.LogStreamName!;
                public int MemoryLimitInMB => global::WsScaffold.Generated.ProxyContext.MemoryLimitInMB;
                public global::System.TimeSpan RemainingTime => _source.Invocation.RemainingTime;
                public string TenantId => _source.Invocation.TenantId!;
                public string TraceId => _source.Invocation.TraceId!;

                public void Log(string message) => _source.Log(null, message);
                public void LogLine(string message) => _source.Log(null, message);
                public void Log(string level, string message) => _source.Log(level, message);
                public void Log(string level, string message, params object[] args) => _source.Log(level, null, message, args);
                public void Log(string level, global::System.Exception exception, string message, params object[] args) =>
                    _source.Log(level, exception, message, args);
                """);
        }
    }
}
