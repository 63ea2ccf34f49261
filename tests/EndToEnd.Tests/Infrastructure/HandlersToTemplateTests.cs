using System.Text.Json.Nodes;
using WsScaffold.EndToEnd.Support;

namespace WsScaffold.EndToEnd.Infrastructure;

/// <summary>Two projects of a user's, and what real builds make of edits in one of them.</summary>
public sealed class HandlersToTemplateTests : IDisposable
{
    private const string Handlers = """
        using WsScaffold;

        namespace Shop;

        [WebSocketApi]
        public sealed partial class ShopApi
        {
            [WebSocketRoute("order", OneWay = true)]
            public static void Order(string body) { }

            [WebSocketRoute("cancel", OneWay = true)]
            public static void Cancel(string body) { }
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("wsscaffold-shop-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_edit_of_the_handlers_alone_changes_the_next_template()
    {
        await WriteProjectsAsync();

        var before = await SynthAsync(Handlers);

        Assert.Equal(
            [$"- {Route("order")}", $"+ {Route("purchase")}"],
            Difference(before, await SynthAsync(Handlers.Replace("\"order\"", "\"purchase\"", StringComparison.Ordinal))));
        Assert.Equal(
            [
                $"- {Route("order")}", $"+ {Route("order", ",\"RouteResponseSelectionExpression\":\"$default\"")}",
                """+ {"Type":"AWS::ApiGatewayV2::RouteResponse","Properties":{"ApiId":{"Ref":"ApiCD79AAA0"},"RouteId":{"Ref":"ApiRouteorderB2FBB8E4"},"RouteResponseKey":"$default"}}""",
            ],
            Difference(before, await SynthAsync(Handlers.Replace("\"order\", OneWay = true", "\"order\"", StringComparison.Ordinal).Replace("void Order(string body) { }", "string Order(string body) => body;", StringComparison.Ordinal))));
        Assert.Equal(
            [$"- {Route("cancel")}"],
            Difference(before, await SynthAsync(Handlers.Replace("[WebSocketRoute(\"cancel\", OneWay = true)]", "", StringComparison.Ordinal))));
        Assert.Empty(Difference(before, await SynthAsync(Handlers.Replace("Cancel(string body) { }", "Cancel(string body) => Console.WriteLine(body);", StringComparison.Ordinal))));
    }

    private static string Route(string key, string more = "") =>
        $$$$"""{"Type":"AWS::ApiGatewayV2::Route","Properties":{"ApiId":{"Ref":"ApiCD79AAA0"},"AuthorizationType":"NONE","RouteKey":"{{{{key}}}}"{{{{more}}}},"Target":{"Fn::Join":["",["integrations/",{"Ref":"ApiIntegration39BC88FC"}]]}}}""";

    /// <summary>The resources that are no longer there or no longer the same, then those that are instead.</summary>
    private static string[] Difference(JsonObject before, JsonObject after) =>
    [
        .. before.Where(resource => !JsonNode.DeepEquals(resource.Value, after[resource.Key])).Select(resource => $"- {resource.Value!.ToJsonString()}"),
        .. after.Where(resource => !JsonNode.DeepEquals(resource.Value, before[resource.Key])).Select(resource => $"+ {resource.Value!.ToJsonString()}"),
    ];

    private async Task WriteProjectsAsync()
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

    private async Task<JsonObject> SynthAsync(string handlers)
    {
        await WriteAsync("Shop.Api/ShopApi.cs", handlers);
        var output = Path.Combine(_folder, "cdk.out");
        var environment = new Dictionary<string, string>
        {
            ["CDK_OUTDIR"] = output,
            // As for "cdk list": nothing is published.
            ["CDK_CONTEXT_JSON"] = """{"aws:cdk:bundling-stacks":[]}""",
        };
        await DotnetCommand.RunAsync(Path.Combine(_folder, "Shop.Infra"), environment, "run", "--artifacts-path", Path.Combine(_folder, "artifacts"));
        return JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(output, "Shop.template.json"), TestContext.Current.CancellationToken))!["Resources"]!.AsObject();
    }

    private async Task WriteAsync(string file, string text)
    {
        var path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
    }
}
