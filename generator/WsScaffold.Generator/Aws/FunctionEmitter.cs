namespace WsScaffold.Generator.Aws;

/// <summary>Writes the entry point for another Lambda runtime than ours.</summary>
internal static class FunctionEmitter
{
    public static void Write(SourceWriter writer, AwsModel model)
    {
        var type = model.Namespace.Length > 0 ? $"{model.Namespace}.{model.ApiName}" : model.ApiName;
        writer.Line($"""
            /// <summary>
            /// The API for .NET's managed Lambda runtime (handler <c>Assembly::{type}Function::HandlerAsync</c>)
            /// and for Amazon.Lambda.RuntimeSupport. Creating it makes the app, as the API's Configure has it.
            /// </summary>
            {GeneratedFile.Attribute}
            """);
        using (writer.Block($"public sealed class {model.ApiName}Function"))
        {
            writer.Line($"""
                private readonly global::WsScaffold.StreamFunction _function = global::WsScaffold.StreamFunction.Create<{model.ApiType}>();

                /// <summary>Handles one event of API Gateway.</summary>
                /// <param name="input">The event.</param>
                /// <param name="context">The invocation.</param>
                /// <returns>The response. The task fails when the function does.</returns>
                """);
            using (writer.Block("public global::System.Threading.Tasks.Task<global::System.IO.Stream> "
                + "HandlerAsync(global::System.IO.Stream input, global::Amazon.Lambda.Core.ILambdaContext context)"))
            {
                writer.Line("global::System.ArgumentNullException.ThrowIfNull(context);");
                using (writer.Block("return _function.InvokeAsync(input, new global::WsScaffold.LambdaInvocation", "});"))
                {
                    WriteInvocation(writer, model.Packages.Invocation);
                }
            }
        }
    }

    private static void WriteInvocation(SourceWriter writer, EquatableArray<string> members)
    {
        // What a runtime sets that knows no more of an invocation's trace.
        const string TraceVariable = """global::System.Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID")""";
        writer.Line($"""
            AwsRequestId = context.AwsRequestId ?? "",
            Deadline = global::System.DateTimeOffset.UtcNow + context.RemainingTime,
            InvokedFunctionArn = context.InvokedFunctionArn,
            TraceId = {(members.Contains("TraceId") ? "context.TraceId ?? " : "")}{TraceVariable},
            """);
        if (members.Contains("TenantId"))
        {
            writer.Line("TenantId = context.TenantId,");
        }

        writer.Line("RuntimeContext = context,");
    }
}
