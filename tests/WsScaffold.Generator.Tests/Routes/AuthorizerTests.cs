using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WsScaffold.Generated;
using WsScaffold.Tests;

namespace WsScaffold.Generator.Tests.Routes;

/// <summary>The method tagged <c>[Authorizer]</c>.</summary>
public sealed class AuthorizerTests
{
    [Theory]
    [InlineData("""
        public static Authorization Authorize() => Authorization.Allow("ann");
        """)]
    [InlineData("""
        public static Task<Authorization> Authorize() => Task.FromResult(Authorization.Allow("ann"));
        """)]
    [InlineData("""
        public static async ValueTask<Authorization> Authorize(CancellationToken token)
        {
            await Task.Delay(1, token);
            return Authorization.Allow("ann");
        }
        """)]
    [InlineData("""
        public Authorization Authorize(LambdaInvocation invocation) =>
            Authorization.Allow(invocation.AwsRequestId.Length > 0 ? "ann" : "-");
        """)]
    [InlineData("""
        public static Authorization Authorize(AuthorizerContext context, EventContext same) =>
            Authorization.Allow(ReferenceEquals(context, same) ? "ann" : "-");
        """)]
    [InlineData("""
        public static Authorization Authorize(
            [FromQuery] string token, [FromHeader("sec-websocket-version")] int version, [FromQuery] int page = 3) =>
            Authorization.Allow(token + version + page == "secret133" ? "ann" : token);
        """)]
    [InlineData("""
        public static Authorization Authorize(ILogger<Api> logger)
        {
            logger.LogInformation("called");
            return Authorization.Allow("ann");
        }
        """)]
    public async Task The_method_may_have_any_supported_signature(string method)
    {
        await using var app = GeneratedApp.WithMembers("[Authorizer] " + method);

        Assert.Equal(Policy("ann", "Allow"), await app.InvokeAsync(TestEvent.Captured("authorizer")));
    }

    [Fact]
    public async Task A_class_with_the_authorizer_is_created_and_disposed_for_each_event()
    {
        await using var app = GeneratedApp.From(
            builder => builder.Services.AddSingleton(TimeProvider.System),
            "[WebSocketApi] public sealed partial class Api;",
            """
            public sealed class Guard(TimeProvider time) : IDisposable
            {
                [Authorizer]
                public Authorization Authorize() { Journal.Add("called " + (time is not null)); return Authorization.Deny("eve"); }
                public void Dispose() => Journal.Add("disposed");
            }
            """);

        Assert.Equal(Policy("eve", "Deny"), await app.InvokeAsync(TestEvent.Captured("authorizer")));
        Assert.Equal("called True disposed", app.Journaled());
    }

    [Fact]
    public async Task The_descriptor_has_the_authorizer_its_identity_sources_and_the_connect_route()
    {
        await using var app = GeneratedApp.WithMembers("""
            [Authorizer(Query = ["token", "token"], Headers = ["X-Api.Key_1"])]
            public static Authorization Authorize() => Authorization.Deny();
            [WebSocketRoute("a")] public static string A(string body) => body;
            [DefaultRoute] public static string Default(string body) => "default " + body;
            """);

        var authorizer = app.App.Descriptor.Authorizer!;
        Assert.Equal("Api.Authorize", authorizer.Handler);
        Assert.Equal(["route.request.header.X-Api.Key_1", "route.request.querystring.token"], authorizer.IdentitySources);
        Assert.Equal(
            [new("$connect", "Authorizer"), new("$default", "Api.Default")
            {
                HasRouteResponse = true
            }
            , new("a", "Api.A") { HasRouteResponse = true }],
            app.App.Descriptor.Routes);
        var facts = app.Assembly.GetCustomAttribute<AuthorizerFactsAttribute>()!;
        Assert.Equal(authorizer.Handler, facts.Handler);
        Assert.Equal(authorizer.IdentitySources, facts.IdentitySources);
        Assert.Equal("""{"statusCode":200}""", await app.ConnectAsync());
        Assert.Equal("default x", await app.AskAsync("$default", "x"));
        Assert.Equal("x", await app.AskAsync("a", "x"));
    }

    [Fact]
    public async Task Without_an_authorizer_its_event_fails()
    {
        await using var app = GeneratedApp.WithMembers("""[DefaultRoute] public static string Default(string body) => body;""");

        Assert.Null(app.App.Descriptor.Authorizer);
        Assert.Equal(["$default"], app.App.Descriptor.Routes.Select(route => route.RouteKey));
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => app.InvokeAsync(TestEvent.Captured("authorizer")));
        Assert.Equal(
            "API Gateway sent an authorizer event, but no method is tagged [Authorizer]. Tag one, or remove the authorizer from the "
                + "$connect route.",
            failure.Message);
    }

    [Fact]
    public async Task Filters_do_not_apply_to_the_authorizer()
    {
        await using var app = GeneratedApp.From("""
            [WebSocketApi, RouteFilter<Shut>] public sealed partial class Api;
            [RouteFilter<Shut>]
            public static class Guard { [Authorizer] public static Authorization Authorize() => Authorization.Allow("ann"); }
            public sealed class Shut : IRouteFilter { public ValueTask InvokeAsync(EventContext context, RouteHandler next) => default; }
            """);

        Assert.Contains("\"Allow\"", await app.InvokeAsync(TestEvent.Captured("authorizer")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "Allow")]
    [InlineData("https://chat.example", "Allow")]
    [InlineData("https://evil.example", "Deny")]
    public async Task A_page_of_another_origin_is_denied_without_calling_the_authorizer(string? origin, string effect)
    {
        await using var app = GeneratedApp.From("""
            [WebSocketApi(AllowedOrigins = ["https://chat.example"])]
            public sealed partial class Api
            {
                [Authorizer] public static Authorization Authorize() { Journal.Add("called"); return Authorization.Allow("ann"); }
            }
            """);

        var response = await app.InvokeAsync(TestEvent.Authorizer(lambdaEvent => lambdaEvent["headers"]!["Origin"] = origin));

        Assert.Contains($"\"Effect\":\"{effect}\"", response, StringComparison.Ordinal);
        Assert.Equal(effect == "Allow" ? "called" : "", app.Journaled());
    }

    [Fact]
    public async Task The_values_of_the_authorizer_bind_to_typed_parameters_of_handlers()
    {
        await using var app = GeneratedApp.WithMembers("""
            [Authorizer]
            public static Authorization Authorize() => Authorization.Allow("ann", ("tenant", 7), ("admin", true), ("since", "2026-01-02"));
            [ConnectRoute]
            public static void Connect(
                [FromAuthorizer] string principalId,
                [FromAuthorizer] int tenant,
                [FromAuthorizer] bool admin,
                [FromAuthorizer] DateOnly since,
                [FromAuthorizer] string? plan) =>
                Journal.Add($"connect {principalId} {tenant} {admin} {since:O} {plan is null}");
            [WebSocketRoute("who")]
            public static string Who(MessageContext context, [FromAuthorizer] int tenant) =>
                $"{context.Authorizer!.PrincipalId} {tenant} {context.Authorizer.Values["admin"]}";
            [DisconnectRoute]
            public static void Disconnect(DisconnectContext context, [FromAuthorizer("principalId")] string user) =>
                Journal.Add($"disconnect {user} {context.Authorizer!.Values.Count}");
            """);
        static void Authorized(JsonObject lambdaEvent) => lambdaEvent["requestContext"]!["authorizer"] = JsonNode.Parse(
            """{"principalId":"ann","integrationLatency":42,"tenant":"7","admin":"true","since":"2026-01-02"}""");

        await app.ConnectAsync(Authorized);
        var response = await app.InvokeAsync(TestEvent.Message("who", "", Authorized));
        await app.InvokeAsync(TestEvent.Disconnect(Authorized));

        Assert.Equal("""{"statusCode":200,"body":"ann 7 true"}""", response);
        Assert.Equal(["connect ann 7 True 2026-01-02 True", "disconnect ann 5"], app.JournaledLines());
    }

    [Fact]
    public async Task An_authorizer_with_clients_makes_the_API_push()
    {
        await using var app = GeneratedApp.WithMembers(
            """
            [Authorizer]
            public static Authorization Authorize(IConnections connections, IClients<IClient> clients) => Authorization.Allow("ann");
            """,
            "public interface IClient { ValueTask Said(Line line); } public sealed record Line(string Text);");

        Assert.True(app.App.Descriptor.Pushes);
    }

    private static string Policy(string user, string effect)
    {
        const string Resource = "arn:aws:execute-api:ap-northeast-1:123456789012:aabbccdd/production/*";
        var statement = $$"""{"Action":"execute-api:Invoke","Effect":"{{effect}}","Resource":"{{Resource}}"}""";
        return $$$"""{"principalId":"{{{user}}}","policyDocument":{"Version":"2012-10-17","Statement":[{{{statement}}}]}}""";
    }
}
