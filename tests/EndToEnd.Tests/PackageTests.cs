using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using WsScaffold.EndToEnd.Support;
using WsScaffold.Gateway.RuntimeApi;

namespace WsScaffold.EndToEnd;

/// <summary>A project that knows the packages and nothing else of this repository.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_builds_and_converses()
    {
        var feed = await PackageFeed.PackAsync();
        await WriteConsumerAsync();

        var printed = await Command.DotnetAsync(_folder.PathOf("Echo"), feed.Environment, "run");

        Assert.Contains("""{"type":"greet","id":1,"data":{"text":"Hello, Ann!"}}""", printed.Split('\n').Select(line => line.Trim()));
    }

    [Fact]
    public async Task It_is_published_without_a_warning_and_serves_events()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "NativeAOT links for the system it runs on, and Lambda's is Linux.");
        Tool.Linker.Require();
        var feed = await PackageFeed.PackAsync();
        await WriteConsumerAsync();

        var printed = await Command.DotnetAsync(
            _folder.PathOf("Echo"), feed.Environment,
            "publish", "-c", "Release", "-r", SharedBuilds.Rid, "-o", _folder.PathOf("published"), "--nologo");

        Assert.DoesNotContain("warning", printed, StringComparison.OrdinalIgnoreCase);
        await AssertAnswersAsync(_folder.PathOf("published", "Echo"));
    }

    private static async Task AssertAnswersAsync(string binary)
    {
        await using var runtimeApi = await RuntimeApiIntegration.StartAsync(
            0, TimeSpan.FromSeconds(29), TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
        using var function = new FunctionProcess(binary, runtimeApi.Endpoint);
        var answer = await runtimeApi.InvokeAsync(
            """
            {
              "body": "{\"name\":\"Ann\",\"id\":1}",
              "requestContext": { "routeKey": "greet", "eventType": "MESSAGE", "connectionId": "abc=", "requestId": "def=" }
            }
            """u8.ToArray(),
            "Root=1-67891233-abcdef012345678912345678", TestContext.Current.CancellationToken);

        Assert.Null(answer.ErrorType);
        Assert.Equal(
            """{"statusCode":200,"body":"{\"type\":\"greet\",\"id\":1,\"data\":{\"text\":\"Hello, Ann!\"}}"}""",
            Encoding.UTF8.GetString(answer.Response.Span));
    }

    private async Task WriteConsumerAsync()
    {
        await _folder.WriteAsync("Echo/Directory.Build.props", "<Project />");
        await _folder.WriteAsync("Echo/Echo.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <PublishAot>true</PublishAot>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NoWarn>NU1603</NoWarn>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="WsScaffold" Version="{PackageFeed.Version}" />
                <PackageReference Include="WsScaffold.LocalGateway" Version="{PackageFeed.Version}" PrivateAssets="all" />
              </ItemGroup>
            </Project>
            """);
        await _folder.WriteAsync("Echo/Program.cs", """
            using System.Net.WebSockets;
            using System.Text;
            using WsScaffold;

            await using var app = WebSocketApp.CreateBuilder<GreetingApi>(args).Build();
            #if !DEBUG
            await app.RunAsync();
            #else
            await using var gateway = await LocalGateway.StartAsync(app, new() { Port = 0 });
            using var client = new ClientWebSocket();
            await client.ConnectAsync(gateway.Url, default);
            var request = Encoding.UTF8.GetBytes("{\"action\":\"greet\",\"name\":\"Ann\",\"id\":1}");
            await client.SendAsync(request, WebSocketMessageType.Text, true, default);
            var buffer = new byte[1024];
            Console.WriteLine(Encoding.UTF8.GetString(buffer, 0, (await client.ReceiveAsync(buffer, default)).Count));
            #endif

            [WebSocketApi]
            public sealed partial class GreetingApi
            {
                [WebSocketRoute("greet")]
                public Greeting Greet(Greet request) => new($"Hello, {request.Name}!");
            }

            public sealed record Greet(string Name);

            public sealed record Greeting(string Text);
            """);
    }
}
