using System.IO.Compression;
using WsScaffold.EndToEnd.Support;

namespace WsScaffold.EndToEnd;

/// <summary>The packages themselves: what is in them, and a project that knows nothing else of this repository.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wsscaffold-package-").FullName;

    // A version that no cache has seen.
    private readonly string _version = $"0.0.1-t{DateTime.UtcNow.Ticks}";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_project_with_the_packages_alone_builds_and_converses()
    {
        var feed = Path.Combine(_folder, "feed");
        await PackAsync("WsScaffold", feed);
        await PackAsync("WsScaffold.LocalGateway", feed);
        AssertContents(feed);

        await WriteConsumerAsync();
        var environment = new Dictionary<string, string>
        {
            ["RestoreAdditionalProjectSources"] = feed,
            ["NUGET_PACKAGES"] = Path.Combine(_folder, "packages"),
            // Everything but our own packages comes from the machine's cache.
            ["RestoreFallbackFolders"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } packages
                ? packages
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
        };
        var printed = await DotnetCommand.RunAsync(Path.Combine(_folder, "Echo"), environment, "run");

        Assert.Contains("""{"type":"greet","id":1,"data":{"text":"Hello, Ann!"}}""", printed.Split('\n').Select(line => line.Trim()));
    }

    private async Task PackAsync(string project, string feed) => await DotnetCommand.RunAsync(
        Repository.Root, null,
        "pack", Repository.PathOf("runtime", project), "-c", "Release", "-o", feed, $"-p:PackageVersion={_version}", "--artifacts-path", Path.Combine(_folder, "artifacts"), "--nologo");

    private void AssertContents(string feed)
    {
        using var package = ZipFile.OpenRead(Path.Combine(feed, $"WsScaffold.{_version}.nupkg"));
        var files = package.Entries.Select(entry => entry.FullName).ToHashSet();

        Assert.Superset(
            new HashSet<string>
            {
                "lib/net10.0/WsScaffold.dll", "lib/net10.0/WsScaffold.xml", "analyzers/dotnet/cs/WsScaffold.Generator.dll", "build/WsScaffold.props", "README.md",
            },
            files);
        Assert.Single(files, file => file.StartsWith("analyzers/", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(feed, $"WsScaffold.{_version}.snupkg")), "The symbols are missing.");
    }

    private async Task WriteConsumerAsync()
    {
        var project = Directory.CreateDirectory(Path.Combine(_folder, "Echo")).FullName;
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
                <PackageReference Include="WsScaffold" Version="{_version}" />
                <PackageReference Include="WsScaffold.LocalGateway" Version="{_version}" PrivateAssets="all" />
              </ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), """
            using System.Net.WebSockets;
            using System.Text;
            using WsScaffold;

            var builder = WebSocketApp.CreateBuilder<GreetingApi>(args);
            await using var app = builder.Build();
            await using var gateway = await LocalGateway.StartAsync(app, new() { Port = 0 });
            using var client = new ClientWebSocket();
            await client.ConnectAsync(gateway.Url, default);
            await client.SendAsync(Encoding.UTF8.GetBytes("{\"action\":\"greet\",\"name\":\"Ann\",\"id\":1}"), WebSocketMessageType.Text, true, default);
            var buffer = new byte[1024];
            Console.WriteLine(Encoding.UTF8.GetString(buffer, 0, (await client.ReceiveAsync(buffer, default)).Count));

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
