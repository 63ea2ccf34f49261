using Microsoft.CodeAnalysis;

namespace WsScaffold.Cdk.Tests.Generation;

/// <summary>The route definitions in the infrastructure project, generated from the metadata of the API's assembly.</summary>
public sealed class RoutesTests
{
    private const string Source = """
        namespace Chat;

        [WebSocketApi(AllowedOrigins = ["https://chat.example"])]
        public sealed partial class ChatApi
        {
            [WebSocketRoute("join")]
            public string Join(string body) => body;

            [DefaultRoute(OneWay = true)]
            public void Note(string body) { }
        }

        [LambdaFunction("reports", MemorySize = 1024)]
        internal static class Reports
        {
            [WebSocketRoute("report \"all\"")]
            internal static void Write(string body) { }
        }
        """;

    [Fact]
    public void The_generated_definition_matches_the_golden_file()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Generation", "Definition.golden.txt");
        var golden = File.ReadAllText(file).ReplaceLineEndings("\n");

        // On failure, the message is the whole text, to be copied to the golden file.
        var text = TwoProjects.Generated(TwoProjects.Api(Source));
        Assert.True(golden == text, text);
    }

    [Fact]
    public void The_generated_code_compiles_without_a_warning_and_contains_the_definition()
    {
        var definition = TwoProjects.Definition(TwoProjects.Api(Source));

        Assert.Equal(("ChatApi", "$request.body.action", true), (definition.Name, definition.RouteSelectionExpression, definition.Pushes));
        Assert.Equal(
            [
                new("$connect", "AllowedOrigins"),
                new("$default", "ChatApi.Note"),
                new("join", "ChatApi.Join") { HasRouteResponse = true },
                new("report \"all\"", "Reports.Write") { Function = "reports" },
            ],
            definition.Routes);
        Assert.Equal([new("reports") { MemorySize = 1024 }], definition.Functions);
    }

    [Theory]
    [InlineData("namespace Chat;", "")]
    [InlineData("namespace Chat;", "namespace Chat.@int.Api;")]
    [InlineData("partial class ChatApi", "partial class @class")]
    [InlineData("\"https://chat.example\"", "")]
    public void The_generated_code_compiles_whatever_the_namespace_and_name_of_the_API(string from, string to) =>
        Assert.NotEmpty(TwoProjects.Definition(TwoProjects.Api(Source.Replace(from, to, StringComparison.Ordinal))).Routes);

    [Theory]
    [InlineData("DynamoDb", true)]
    [InlineData("Custom", false)]
    public void A_store_adds_its_routes_and_DynamoDB_adds_the_table(string store, bool hasTable)
    {
        var definition = TwoProjects.Definition(TwoProjects.Api($$"""
            [WebSocketApi(Store = ConnectionStore.{{store}}, KeepAlive = "ping")]
            public sealed partial class ChatApi;
            """));

        Assert.Equal(hasTable, definition.HasConnectionTable);
        Assert.Equal(
            [new("$connect", "Store"), new("$disconnect", "Store"), new("ping", "KeepAlive") { HasRouteResponse = true }],
            definition.Routes);
    }

    [Fact]
    public void The_authorizer_has_its_identity_sources_and_function()
    {
        var own = typeof(WebSocketApiAttribute).Assembly.GetName().Version!;
        var definition = TwoProjects.Definition(TwoProjects.Library(
            $"""
            [assembly: WsScaffold.Generated.WebSocketApiFacts("Chat", "ChatApi", "{own.ToString(3)}", Store = "DynamoDb")]
            [assembly: WsScaffold.Generated.WebSocketRouteFacts("$connect", "Login.Authorize")]
            [assembly: WsScaffold.Generated.LambdaFunctionFacts("login")]
            [assembly: WsScaffold.Generated.AuthorizerFacts(
                "Login.Authorize", "route.request.querystring.token", "route.request.header.X-Tenant", Function = "login")]
            """,
            "Chat.Api"));

        Assert.Equal(("Login.Authorize", "login"), (definition.Authorizer!.Handler, definition.Authorizer.Function));
        Assert.Equal(["route.request.querystring.token", "route.request.header.X-Tenant"], definition.Authorizer.IdentitySources);
        Assert.Equal([new("login")], definition.Functions);
        Assert.True(definition.HasConnectionTable);
    }

    [Fact]
    public void An_API_built_with_another_patch_version_can_be_read()
    {
        var own = typeof(WebSocketApiAttribute).Assembly.GetName().Version!;
        var facts = $"""
            [assembly: WsScaffold.Generated.WebSocketApiFacts(
                "Chat", "ChatApi", "{own.Major}.{own.Minor}.99", RouteSelectionExpression = "$request.body.type")]
            [assembly: WsScaffold.Generated.WebSocketRouteFacts("a", "ChatApi.A")]
            """;

        Assert.Equal("$request.body.type", TwoProjects.Definition(TwoProjects.Library(facts, "Chat.Api")).RouteSelectionExpression);
    }

    [Theory]
    [InlineData("=> body;", "=> body + body;", false)]
    [InlineData("{ }", "{ Console.WriteLine(); }", false)]
    [InlineData("[WebSocketRoute(\"join\")]", "", true)]
    [InlineData("\"join\"", "\"enter\"", true)]
    [InlineData("void Write(string body) { }", "string Write(string body) => body;", true)]
    [InlineData("MemorySize = 1024", "MemorySize = 512", true)]
    public void An_edit_of_the_API_updates_the_definition_only_if_it_changes_a_route(string from, string to, bool changes)
    {
        var before = TwoProjects.Infra("", TwoProjects.Api(Source));
        var after = TwoProjects.Infra("", TwoProjects.Api(Source.Replace(from, to, StringComparison.Ordinal)));
        var driver = TwoProjects.Driver().RunGenerators(before, TestContext.Current.CancellationToken);

        driver = driver.RunGenerators(after, TestContext.Current.CancellationToken);

        Assert.Equal(changes ? IncrementalStepRunReason.Modified : IncrementalStepRunReason.Unchanged, ReasonOf(driver));
    }

    [Fact]
    public void An_edit_of_the_infrastructure_project_does_not_regenerate_the_definition()
    {
        var api = TwoProjects.Api(Source);
        var driver = TwoProjects.Driver().RunGenerators(TwoProjects.Infra("", api), TestContext.Current.CancellationToken);

        driver = driver.RunGenerators(TwoProjects.Infra("class Added;", api), TestContext.Current.CancellationToken);

        Assert.Equal(IncrementalStepRunReason.Unchanged, ReasonOf(driver));
        var outputs = driver.GetRunResult().Results.Single().TrackedOutputSteps
            .SelectMany(step => step.Value)
            .SelectMany(step => step.Outputs);
        Assert.All(outputs, output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    private static IncrementalStepRunReason ReasonOf(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single().TrackedSteps[Generator.Steps.References].Single().Outputs.Single().Reason;
}
