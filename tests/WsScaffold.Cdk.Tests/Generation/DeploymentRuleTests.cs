using Microsoft.CodeAnalysis;
using WsScaffold.Cdk.Generator;

namespace WsScaffold.Cdk.Tests.Generation;

/// <summary>
/// An API that can't be deployed is one error, located where the infrastructure project refers to it. Without analyzers, the generator
/// reports the same message.
/// </summary>
public sealed class DeploymentRuleTests
{
    private const string Source = """
        namespace Chat;

        [WebSocketApi]
        public sealed partial class ChatApi
        {
            [DefaultRoute]
            public static string Echo(string body) => body;
        }
        """;

    private const string Construct = """
        using WsScaffold.Cdk;

        class Stack
        {
            void Deploy(Constructs.Construct scope, WebSocketLambdaApiProps props) => _ = new WebSocketLambdaApi(scope, "Api", props);
        }
        """;

    private const string NoRoutes =
        "WSS0805: 'Chat.ChatApi' of 'Chat.Api' has no routes to deploy. "
        + "Tag one of its methods, for example with [WebSocketRoute(\"sendMessage\")] or [DefaultRoute].";

    private const string NotTagged =
        "WSS0806: There are no routes to deploy: no class in 'Chat.Api' is tagged [WebSocketApi]. "
        + "Tag the API class, and use the same version of WsScaffold and WsScaffold.Cdk.";

    private const string NoReference =
        "WSS0806: There are no routes to deploy: this project references no project with an API. "
        + "Reference the project whose class is tagged [WebSocketApi].";

    private const string SameName =
        "WSS0803: 'Chat.Api' and 'Chat.Api2' both have an API named 'Chat.ChatApi'. "
        + "Rename one of the classes, or deploy them from two projects.";

    // Each way to refer to the API, and the place of the error: the first reference, or the class.
    public static TheoryData<string, string> Places => new()
    {
        { "class Stack { object Api => Chat.ChatApiRoutes.Definition; object Again => Chat.ChatApiRoutes.Definition; }", "ChatApiRoutes" },
        { Construct, "WebSocketLambdaApi" },
        { "class Stack { }", "class Stack { }" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public async Task An_API_without_routes_is_an_error(string infra, string place)
    {
        var api = TwoProjects.Api("namespace Chat; [WebSocketApi] public sealed partial class ChatApi;");

        Assert.Equal([$"{place}: {NoRoutes}"], await TwoProjects.BuildAsync(infra, api));
        Assert.Equal([$"#error: '{NoRoutes}'"], TwoProjects.Errors(infra, api));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Two_APIs_with_the_same_name_are_an_error(string infra, string place)
    {
        MetadataReference[] apis = [TwoProjects.Api(Source), TwoProjects.Api(Source, "Chat.Api2")];

        Assert.Equal([$"{place}: {SameName}"], await TwoProjects.BuildAsync(infra, apis));
        Assert.Equal([$"#error: '{SameName}'"], TwoProjects.Errors(infra, apis));
    }

    [Theory]
    [InlineData("0.2.0")]
    [InlineData("1.1.0")]
    [InlineData("next")]
    public async Task An_API_built_with_another_version_is_an_error(string version)
    {
        var api = TwoProjects.Library(
            $"""[assembly: WsScaffold.Generated.WebSocketApiFacts("Chat", "ChatApi", "{version}")]""", "Chat.Api");
        var own = typeof(WebSocketApiAttribute).Assembly.GetName().Version!.ToString(3);
        var message =
            $"WSS0804: 'Chat.Api' was built with WsScaffold {version}, but this project uses WsScaffold.Cdk {own}. "
            + "Use the same version of both packages and build again.";

        const string Infra = "class Stack { object Api => Chat.ChatApiRoutes.Definition; }";
        Assert.Equal([$"ChatApiRoutes: {message}"], await TwoProjects.BuildAsync(Infra, api));
        Assert.Equal([$"#error: '{message}'"], TwoProjects.Errors("", api));
    }

    [Theory]
    [InlineData("class Stack { object Api => ChatApiRoutes.Definition; object Other => ShopRoutes.Definition; }", "ChatApiRoutes")]
    [InlineData("class Stack { void Deploy() => ChatApiRoutes.AddTo(null!, null!); }", "ChatApiRoutes")]
    [InlineData(Construct, "WebSocketLambdaApi")]
    public async Task A_project_whose_API_is_not_tagged_is_an_error(string infra, string place)
    {
        var untagged = TwoProjects.Api("public static class Chat { public static ConnectResult Result => default; }");

        Assert.Equal([$"{place}: {NotTagged}"], await TwoProjects.BuildAsync(infra, untagged));
        Assert.Equal([$"#error: '{NotTagged}'"], TwoProjects.Errors(infra, untagged));
    }

    [Theory]
    [InlineData("class Stack { object Api => ChatApiRoutes.Definition; }")]
    [InlineData("class Stack { object Api => Chat.ChatApiRoutes.Definition; object Other => Shop.Front.ShopApiRoutes.Definition; }")]
    [InlineData("""
        namespace Company.Chat { class Room; }
        namespace Company.Infra { class Stack { object Api => Chat.ChatApiRoutes.Definition; } }
        """)]
    public async Task A_project_without_an_API_is_an_error(string infra)
    {
        Assert.Equal([$"ChatApiRoutes: {NoReference}"], await TwoProjects.BuildAsync(infra));
        Assert.Equal([$"#error: '{NoReference}'"], TwoProjects.Errors(infra));
    }

    [Theory]
    [InlineData(Construct)]
    [InlineData("class AppRoutes { public static int Definition => 1; } class Stack { int Api => AppRoutes.Definition; }")]
    [InlineData("")]
    public async Task A_library_of_constructs_has_no_error(string infra)
    {
        Assert.Empty(await TwoProjects.BuildAsync(infra));
        Assert.Empty(TwoProjects.Errors(infra));
    }

    [Theory]
    [InlineData("class Stack { object Api => Chat.ChatApiRoutes.Definition; }")]
    [InlineData("")]
    public async Task A_library_beside_the_API_may_reference_WsScaffold(string infra)
    {
        const string Shared = "public static class Shared { public static ConnectResult Result => default; }";
        MetadataReference[] both = [TwoProjects.Api(Source), TwoProjects.Api(Shared, "Shared")];

        Assert.Empty(await TwoProjects.BuildAsync(infra, both));
        Assert.Empty(TwoProjects.Errors(infra, both));
    }

    [Fact]
    public void The_rules_cannot_be_suppressed() => Assert.All(
        new DeploymentAnalyzer().SupportedDiagnostics, rule => Assert.Contains(WellKnownDiagnosticTags.NotConfigurable, rule.CustomTags));
}
