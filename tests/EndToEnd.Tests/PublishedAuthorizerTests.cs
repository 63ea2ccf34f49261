using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using WsScaffold.EndToEnd.Support;
using WsScaffold.Gateway.RuntimeApi;

namespace WsScaffold.EndToEnd;

/// <summary>One NativeAOT binary as the authorizer and the routes of its API.</summary>
public sealed class PublishedAuthorizerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// The gateway knows what is deployed alone, which a project like a user's made from what the handlers' assembly says.
    /// </summary>
    [Fact]
    public async Task It_decides_who_connects_and_handlers_read_what_it_said()
    {
        Tool.NodeJs.Require();
        var seed = await PublishedApis.SeedAsync();
        var assembly = await SynthAsync(seed.Folder);
        await using var gateway = await LocalGateway.StartForProcessAsync(
            assembly.Describe(),
            new()
            {
                Port = 0,
                RuntimeApiPort = 0,
                Stage = "dev",
            },
            NullLoggerFactory.Instance,
            TestContext.Current.CancellationToken
        );
        using var function = new FunctionProcess(assembly.Binary, gateway.RuntimeApi!, gateway.CallbackUrl);

        using var client = await ChatClient.ConnectAsync(gateway.Url, "?token=secret");

        Assert.Equal("user-1 7 dev", await client.AskAsync("""{"action":"whoami"}"""));
        Assert.Equal(HttpStatusCode.Unauthorized, await RefusalAsync(gateway.Url, ""));
        Assert.Equal(HttpStatusCode.Unauthorized, await RefusalAsync(gateway.Url, "?token=expired"));
        Assert.Equal(HttpStatusCode.Forbidden, await RefusalAsync(gateway.Url, "?token=stolen"));
        Assert.Equal(HttpStatusCode.InternalServerError, await RefusalAsync(gateway.Url, "?token=broken"));
    }

    [Fact]
    public async Task The_documented_event_is_answered_byte_for_byte()
    {
        var seed = await PublishedApis.SeedAsync();
        await using var runtimeApi = await RuntimeApiIntegration.StartAsync(
            0, TimeSpan.FromSeconds(29), TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
        using var function = new FunctionProcess(seed.Binary, runtimeApi.Endpoint);
        var lambdaEvent = await File.ReadAllBytesAsync(
            Path.Combine(AppContext.BaseDirectory, "events", "authorizer.json"),
            TestContext.Current.CancellationToken
        );

        var result = await runtimeApi.InvokeAsync(
            lambdaEvent,
            "Root=1-67891233-abcdef012345678912345678",
            TestContext.Current.CancellationToken
        );

        Assert.Equal(
            """{"principalId":"user-1","policyDocument":{"Version":"2012-10-17","Statement":[{"Action":"execute-api:"""
                + """Invoke","Effect":"Allow","Resource":"arn:aws:execute-api:ap-northeast-1:123456789012:aabbccdd/production/"""
                + """*"}]},"context":{"tenant":7,"stage":"production"}}""",
            Encoding.UTF8.GetString(result.Response.Span));
    }

    private async Task<CloudAssembly> SynthAsync(string published)
    {
        var environment = new Dictionary<string, string?> { ["CDK_OUTDIR"] = _folder.Path, ["WSSCAFFOLD_PREBUILT"] = published };
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var infra = Path.Combine(AppContext.BaseDirectory, "..", "..", "SeedInfra", configuration, "SeedInfra.dll");
        await Command.DotnetAsync(_folder.Path, environment, infra);
        return new(_folder.Path, "Seed");
    }

    private static async Task<HttpStatusCode> RefusalAsync(Uri url, string query)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() =>
            socket.ConnectAsync(new Uri(url + query), TestContext.Current.CancellationToken)
        );
        return socket.HttpStatusCode;
    }
}
