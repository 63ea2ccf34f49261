namespace WsScaffold.EndToEnd.Support;

/// <summary>
/// The project of an API and the project that deploys it, as a user has them: with the packages, in a folder of their own. Tests take
/// turns with it, so that restored packages serve all of them.
/// </summary>
[CollectionDefinition(Turns)]
public sealed class ShopProjects : ICollectionFixture<ShopProjects>, IDisposable
{
    public const string Turns = "The shop's projects";

    private readonly TemporaryFolder _folder = new();

    public string Infra => PathOf("Shop.Infra");

    public string PathOf(params string[] parts) => _folder.PathOf(parts);

    public void Dispose() => _folder.Dispose();

    /// <summary>Runs <c>dotnet</c> in the folder of the project that deploys.</summary>
    internal async Task<CommandResult> RunAsync(IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        var feed = await PackageFeed.PackAsync();
        return await Command.RunAsync(
            Command.StartInfo("dotnet", Infra, new Dictionary<string, string?>([.. feed.Environment, .. environment]), arguments)
        );
    }

    /// <summary>Writes both projects, without the handlers.</summary>
    public async Task WriteAsync()
    {
        await WriteAsync("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <NoWarn>NU1603</NoWarn>
              </PropertyGroup>
            </Project>
            """);
        await WriteAsync("Shop.Api/Shop.Api.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><PublishAot>true</PublishAot></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="WsScaffold" Version="{PackageFeed.Version}" />
              </ItemGroup>
            </Project>
            """);
        await WriteAsync("Shop.Api/Program.cs", "await WsScaffold.WebSocketApp.CreateBuilder<Shop.ShopApi>(args).Build().RunAsync();");
        await WriteAsync("Shop.Infra/Shop.Infra.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../Shop.Api/Shop.Api.csproj" Private="false" />
                <PackageReference Include="WsScaffold.Cdk" Version="{PackageFeed.Version}" />
              </ItemGroup>
            </Project>
            """);
        await WriteAsync("Shop.Infra/Program.cs", """
            using Amazon.CDK;
            using WsScaffold.Cdk;

            var app = new App();
            _ = new WebSocketLambdaApi(new Stack(app, "Shop"), "Api", new()
            {
                Api = Shop.ShopApiRoutes.Definition,
                Code = LambdaCode.FromProject("../Shop.Api"),
            });
            app.Synth();
            """);
    }

    /// <summary>Writes a file, in place of the one of that name.</summary>
    public Task WriteAsync(string file, string text) => _folder.WriteAsync(file, text);

    public Task<string> ReadAsync(string file) => _folder.ReadAsync(file);

    /// <summary>Changes a file.</summary>
    public async Task ReplaceAsync(string file, string old, string by)
    {
        var text = await ReadAsync(file);
        Assert.Contains(old, text, StringComparison.Ordinal);
        await WriteAsync(file, text.Replace(old, by, StringComparison.Ordinal));
    }
}
