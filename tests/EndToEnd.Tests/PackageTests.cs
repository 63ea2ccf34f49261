using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.Logging.Abstractions;
using WsScaffold.EndToEnd.Support;
using WsScaffold.Gateway.RuntimeApi;

namespace WsScaffold.EndToEnd;

/// <summary>The packages themselves: what is in them, and a project that knows nothing else of this repository.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly PackageFeed _feed = new();

    public void Dispose() => _feed.Dispose();

    [Fact]
    public async Task A_project_with_the_packages_alone_builds_and_converses()
    {
        await _feed.PackAsync("WsScaffold");
        await _feed.PackAsync("WsScaffold.LocalGateway");
        AssertPackage(
            "WsScaffold",
            [
                "lib/net10.0/WsScaffold.dll", "lib/net10.0/WsScaffold.xml", "analyzers/dotnet/cs/WsScaffold.Generator.dll", "analyzers/dotnet/cs/WsScaffold.CodeFixes.dll",
                "build/WsScaffold.props", "build/CertificateDownloads.xml", "build/MethodOrder.txt", "README.md", "icon.png",
            ],
            ["Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Logging"]);
        AssertPackage(
            "WsScaffold.LocalGateway",
            ["lib/net10.0/WsScaffold.LocalGateway.dll", "lib/net10.0/WsScaffold.LocalGateway.xml", "README.md", "icon.png"],
            ["WsScaffold"]);

        await _feed.PackAsync("WsScaffold.Cdk");
        AssertPackage(
            "WsScaffold.Cdk",
            ["lib/net10.0/WsScaffold.Cdk.dll", "lib/net10.0/WsScaffold.Cdk.xml", "analyzers/dotnet/cs/WsScaffold.Cdk.Generator.dll", "build/WsScaffold.Cdk.props", "README.md", "icon.png"],
            ["Amazon.CDK.Lib", "Constructs"]);

        await WriteConsumerAsync();
        var project = Path.Combine(_feed.Folder, "Echo");
        var printed = await DotnetCommand.RunAsync(project, _feed.Environment, "run");
        Assert.Contains("""{"type":"greet","id":1,"data":{"text":"Hello, Ann!"}}""", printed.Split('\n').Select(line => line.Trim()));

        if (OperatingSystem.IsLinux())
        {
            var published = Path.Combine(_feed.Folder, "published");
            printed = await DotnetCommand.RunAsync(project, _feed.Environment, "publish", "-c", "Release", "-r", PublishedApis.Rid, "-o", published, "--nologo");
            Assert.DoesNotContain("warning", printed, StringComparison.OrdinalIgnoreCase);
            await AssertAnswersAsync(Path.Combine(published, "Echo"));
        }
    }

    /// <summary>The package holds these files and nothing else of ours, and says where it comes from and what it needs.</summary>
    private void AssertPackage(string id, string[] expectedFiles, string[] dependencies)
    {
        using var package = ZipFile.OpenRead(Path.Combine(_feed.Folder, "feed", $"{id}.{_feed.Version}.nupkg"));
        // Beside what a package is made of: its manifest, and the relations and types that the format wants.
        var files = package.Entries.Select(entry => entry.FullName)
            .Where(file => file != $"{id}.nuspec" && file != "[Content_Types].xml" && !file.StartsWith("_rels/", StringComparison.Ordinal) && !file.StartsWith("package/", StringComparison.Ordinal));
        Assert.Equal(expectedFiles.Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
        Assert.True(File.Exists(Path.Combine(_feed.Folder, "feed", $"{id}.{_feed.Version}.snupkg")), "The symbols are missing.");

        using var manifest = package.GetEntry($"{id}.nuspec")!.Open();
        var facts = XDocument.Load(manifest).Root!.Elements().Single();
        string Fact(string name) => facts.Elements().Single(element => element.Name.LocalName == name).Value;
        var repository = facts.Elements().Single(element => element.Name.LocalName == "repository");
        Assert.Equal((id, _feed.Version, "MIT", "README.md"), (Fact("id"), Fact("version"), Fact("license"), Fact("readme")));
        Assert.NotEmpty(Fact("description"));
        Assert.Equal("git", (string?)repository.Attribute("type"));
        Assert.Matches("^[0-9a-f]{40}$", (string?)repository.Attribute("commit"));
        Assert.Equal(
            dependencies,
            facts.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => (string?)element.Attribute("id")).Order(StringComparer.Ordinal));
    }

    private static async Task AssertAnswersAsync(string binary)
    {
        await using var runtimeApi = await RuntimeApiIntegration.StartAsync(
            0, TimeSpan.FromSeconds(29), TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
        using var function = new FunctionProcess(binary, runtimeApi.Endpoint);
        var answer = await runtimeApi.InvokeAsync(
            """{"body":"{\"name\":\"Ann\",\"id\":1}","requestContext":{"routeKey":"greet","eventType":"MESSAGE","connectionId":"abc=","requestId":"def="}}"""u8.ToArray(),
            "Root=1-67891233-abcdef012345678912345678", TestContext.Current.CancellationToken);

        Assert.Null(answer.ErrorType);
        Assert.Equal(
            """{"statusCode":200,"body":"{\"type\":\"greet\",\"id\":1,\"data\":{\"text\":\"Hello, Ann!\"}}"}""",
            Encoding.UTF8.GetString(answer.Answer.Span));
    }

    private async Task WriteConsumerAsync()
    {
        var project = Directory.CreateDirectory(Path.Combine(_feed.Folder, "Echo")).FullName;
        await File.WriteAllTextAsync(Path.Combine(project, "Directory.Build.props"), "<Project />");
        await File.WriteAllTextAsync(Path.Combine(project, "Echo.csproj"), $"""
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
                <PackageReference Include="WsScaffold" Version="{_feed.Version}" />
                <PackageReference Include="WsScaffold.LocalGateway" Version="{_feed.Version}" PrivateAssets="all" />
              </ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), """
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
            await client.SendAsync(Encoding.UTF8.GetBytes("{\"action\":\"greet\",\"name\":\"Ann\",\"id\":1}"), WebSocketMessageType.Text, true, default);
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
