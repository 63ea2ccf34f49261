namespace WsScaffold.Generator.Aws;

/// <summary>Writes how the AWS SDK's client carries the API's pushes, for a project that asks for it.</summary>
internal static class ManagementApiEmitter
{
    private const string Client = "global::" + WellKnown.ManagementApi;
    private const string Model = "global::Amazon.ApiGatewayManagementApi.Model.";

    public static void Write(SourceWriter writer, AwsModel model)
    {
        WriteExtension(writer, model.ApiName);
        writer.Line();
        WriteConnections(writer, model.ApiName);
    }

    private static void WriteExtension(SourceWriter writer, string apiName)
    {
        writer.Line(GeneratedFile.Attribute);
        using (writer.Block($"internal static class {apiName}ManagementApi"))
        {
            writer.Line($"""
                /// <summary>Lets the AWS SDK's client carry what IConnections and IClients send, in place of WsScaffold's own.</summary>
                /// <param name="builder">The app's builder.</param>
                /// <param name="createClient">
                /// Makes the client for a callback URL, its ServiceURL; it is kept, and disposed with the app.
                /// </param>
                /// <returns>The builder.</returns>
                """
            );
            using (
                writer.Block(
                    $"public static global::WsScaffold.WebSocketAppBuilder UseManagementApi(this global::WsScaffold.WebSocketAppBuilder "
                        + $"builder, global::System.Func<global::System.Uri, {Client}> createClient)"
                )
            )
            {
                writer.Line($"""
                    global::System.ArgumentNullException.ThrowIfNull(builder);
                    global::System.ArgumentNullException.ThrowIfNull(createClient);
                    builder.UseConnections(url => new {apiName}ManagementApiConnections(createClient(url)));
                    return builder;
                    """);
            }
        }
    }

    private static void WriteConnections(SourceWriter writer, string apiName)
    {
        writer.Line(GeneratedFile.Attribute);
        using (
            writer.Block(
                $"internal sealed class {apiName}ManagementApiConnections({Client} client) : global::WsScaffold.Generated.SdkConnections"
            )
        )
        {
            // The cast takes what an older SDK has instead: a DateTime that is never null.
            writer.Line($$"""
                protected override void Dispose(bool disposing) => client.Dispose();

                protected override global::System.Threading.Tasks.Task SendAsync(
                    string connectionId,
                    global::System.IO.MemoryStream message,
                    global::System.Threading.CancellationToken cancellationToken) =>
                    client.PostToConnectionAsync(
                        new {{Model}}PostToConnectionRequest { ConnectionId = connectionId, Data = message }, cancellationToken);

                protected override async global::System.Threading.Tasks.Task<global::WsScaffold.ConnectionDetails> LookUpAsync(
                    string connectionId, global::System.Threading.CancellationToken cancellationToken)
                {
                    var found = await client.GetConnectionAsync(
                        new {{Model}}GetConnectionRequest { ConnectionId = connectionId }, cancellationToken).ConfigureAwait(false);
                    return Details(
                        (global::System.DateTime?)found.ConnectedAt,
                        (global::System.DateTime?)found.LastActiveAt,
                        found.Identity?.SourceIp,
                        found.Identity?.UserAgent);
                }

                protected override global::System.Threading.Tasks.Task CloseAsync(
                    string connectionId, global::System.Threading.CancellationToken cancellationToken) =>
                    client.DeleteConnectionAsync(new {{Model}}DeleteConnectionRequest { ConnectionId = connectionId }, cancellationToken);

                protected override int? StatusOf(global::System.Exception exception) => exception switch
                {
                    {{Model}}GoneException => 410,
                    {{Model}}LimitExceededException => 429,
                    {{Model}}PayloadTooLargeException => 413,
                    {{Model}}ForbiddenException => 403,
                    global::Amazon.Runtime.AmazonServiceException failure => (int)failure.StatusCode,
                    global::Amazon.Runtime.AmazonClientException or global::System.Net.Http.HttpRequestException => 0,
                    _ => null,
                };
                """);
        }
    }
}
