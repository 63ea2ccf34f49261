namespace WsScaffold.EndToEnd.Support;

/// <summary>
/// The projects of an API and of what deploys it, as a user has them, in a folder of their own. Tests take turns with it,
/// so that what both projects reference is built once.
/// </summary>
[CollectionDefinition(Turns)]
public sealed class ShopProjects : ICollectionFixture<ShopProjects>, IDisposable
{
    public const string Turns = "The shop's projects";

    public string Folder { get; } = Directory.CreateTempSubdirectory("wsscaffold-shop-").FullName;

    public string Infra => Path.Combine(Folder, "Shop.Infra");

    public string Artifacts => Path.Combine(Folder, "artifacts");

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Writes both but for the handlers.</summary>
    public async Task WriteAsync()
    {
        await WriteAsync("Directory.Build.props", "<Project><PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings><NoWarn>NU1603</NoWarn></PropertyGroup></Project>");
        await WriteAsync("Shop.Api/Shop.Api.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><PublishAot>true</PublishAot></PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="{Repository.PathOf("runtime", "WsScaffold", "WsScaffold.csproj")}" />
                <ProjectReference Include="{Repository.PathOf("generator", "WsScaffold.Generator", "WsScaffold.Generator.csproj")}" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
              </ItemGroup>
            </Project>
            """);
        await WriteAsync("Shop.Api/Program.cs", "await WsScaffold.WebSocketApp.CreateBuilder<Shop.ShopApi>(args).Build().RunAsync();");
        await WriteAsync("Shop.Infra/Shop.Infra.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="{Repository.PathOf("runtime", "WsScaffold.Cdk", "build", "WsScaffold.Cdk.props")}" />
              <PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../Shop.Api/Shop.Api.csproj" Private="false" />
                <ProjectReference Include="{Repository.PathOf("runtime", "WsScaffold.Cdk", "WsScaffold.Cdk.csproj")}" />
                <ProjectReference Include="{Repository.PathOf("generator", "WsScaffold.Cdk.Generator", "WsScaffold.Cdk.Generator.csproj")}" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
              </ItemGroup>
            </Project>
            """);
        await WriteAsync("Shop.Infra/Program.cs", """
            using Amazon.CDK;
            using WsScaffold.Cdk;

            var app = new App();
            _ = new WebSocketLambdaApi(new Stack(app, "Shop"), "Api", new() { Api = Shop.ShopApiRoutes.Definition, Code = LambdaCode.FromProject("../Shop.Api") });
            app.Synth();
            """);
    }

    /// <summary>Writes a file, in place of the one of that name.</summary>
    public async Task WriteAsync(string file, string text)
    {
        var path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
    }

    /// <summary>Changes a file.</summary>
    public async Task ReplaceAsync(string file, string old, string by) =>
        await WriteAsync(file, (await File.ReadAllTextAsync(Path.Combine(Folder, file), TestContext.Current.CancellationToken)).Replace(old, by, StringComparison.Ordinal));
}
