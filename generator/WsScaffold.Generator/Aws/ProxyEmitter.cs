namespace WsScaffold.Generator.Aws;

/// <summary>Writes how an event becomes the proxy request, and the proxy response an answer.</summary>
internal static class ProxyEmitter
{
    private const string Request = "global::" + WellKnown.ProxyRequest;
    private const string Response = "global::" + WellKnown.ProxyResponse;
    private const string Authorizer = "global::" + WellKnown.ProxyEvents + ".APIGatewayCustomAuthorizerContext";

    public static void Write(SourceWriter writer, AwsModel model)
    {
        writer.Line(GeneratedFile.Attribute);
        using (writer.Block($"internal static class {model.ApiName}Proxy"))
        {
            if (model.TakesRequest)
            {
                WriteRequest(writer, model.Packages);
            }

            if (model.TakesRequest && model.ReturnsResponse)
            {
                writer.Line();
            }

            if (model.ReturnsResponse)
            {
                writer.Line($"""
                    internal static void Respond(global::WsScaffold.Generated.RouteInvocation invocation, {Response}? response) =>
                        invocation.RespondProxy(
                            response?.StatusCode ?? 0,
                            response?.Body,
                            response?.IsBase64Encoded ?? false,
                            response?.Headers,
                            response?.MultiValueHeaders);
                    """);
            }
        }
    }

    private static void WriteRequest(SourceWriter writer, AwsPackages packages)
    {
        using (writer.Block($"internal static {Request} Request(global::WsScaffold.Generated.RouteInvocation invocation)"))
        {
            writer.Line("var source = invocation.ProxyEvent;");
            using (writer.Block($"return new {Request}", "};"))
            {
                WriteAll(writer, packages.Request);
                if (packages.Context.Count > 0)
                {
                    WriteContext(writer, packages);
                }
            }
        }

        if (packages.Authorizer)
        {
            writer.Line();
            WriteAuthorizer(writer);
        }
    }

    private static void WriteContext(SourceWriter writer, AwsPackages packages)
    {
        using (writer.Block($"RequestContext = new {Request}.ProxyRequestContext", "},"))
        {
            WriteAll(writer, packages.Context);
            if (packages.Identity.Count > 0)
            {
                using (writer.Block($"Identity = !source.HasIdentity ? null! : new {Request}.RequestIdentity", "},"))
                {
                    WriteAll(writer, packages.Identity);
                }
            }

            if (packages.Authorizer)
            {
                writer.Line("Authorizer = Authorizer(source)!,");
            }
        }
    }

    private static void WriteAuthorizer(SourceWriter writer)
    {
        using (writer.Block($"private static {Authorizer}? Authorizer(global::WsScaffold.Generated.ProxyEvent source)"))
        {
            writer.Line($"if (source.Authorizer is not {{ }} values) return null;\nvar authorizer = new {Authorizer}();");
            writer.Line("foreach (var value in values) authorizer[value.Key] = value.Value;\nreturn authorizer;");
        }
    }

    private static void WriteAll(SourceWriter writer, EquatableArray<string> assignments)
    {
        foreach (var assignment in assignments)
        {
            writer.Line(assignment);
        }
    }
}
