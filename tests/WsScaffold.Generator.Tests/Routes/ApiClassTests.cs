using Microsoft.CodeAnalysis;
using WsScaffold.Tests;

namespace WsScaffold.Generator.Tests.Routes;

/// <summary>The supported forms and places of the API class, and the settings of its attribute.</summary>
public sealed class ApiClassTests
{
    private const string Ping = """[WebSocketRoute("ping")] public static string Ping(string body) => "pong " + body;""";

    [Theory]
    [InlineData("[WebSocketApi] public partial class Api { PING }")]
    [InlineData("[WebSocketApi] partial class Api { PING }")]
    [InlineData("[WebSocketApi] public partial class @class { PING }")]
    [InlineData("namespace @namespace.@record { [WebSocketApi] public partial class @event { PING } }")]
    [InlineData("namespace System.Threading { [WebSocketApi] public partial class Api { PING } }")]
    [InlineData("namespace Shop.Global { [WebSocketApi] public partial record Api(int Limit = 0) { PING } }")]
    [InlineData("[WebSocketApi] public abstract partial class Api { PING }")]
    [InlineData("public partial class Outer { public static partial class Middle { [WebSocketApi] public partial class Api { PING } } }")]
    [InlineData(
        """
        namespace A.B
        {
            public partial record Outer(int N)
            {
                public partial record struct @struct
                {
                    public partial struct S { public partial interface I { [WebSocketApi] public partial class Api { PING } } }
                }
            }
        }
        """)]
    [InlineData(
        """
        public partial class Outer
        {
            private class ApiDispatch;
            private class ApiDescriptor;
            private class Task;
            [WebSocketApi] public partial class Api { PING }
        }
        """)]
    [InlineData("[WebSocketApi] public partial class Ünïcode { PING }")]
    public async Task An_API_can_be_any_class_that_can_be_extended(string source)
    {
        await using var app = GeneratedApp.From(source.Replace("PING", Ping, StringComparison.Ordinal));

        Assert.Equal("""{"statusCode":200,"body":"pong x"}""", await app.SendAsync("ping", "x"));
    }

    [Fact]
    public async Task Source_without_nullable_annotations_compiles_without_a_warning()
    {
        var compilation = GeneratedApp.Compile("""
            [WebSocketApi]
            public partial class Api
            {
                public Api(ILogger<Api> logger, IDisposable missing = null) { }
                [ConnectRoute]
                public void Connect([FromQuery] string room, [FromQuery] string[] tags, [FromHeader] string agent = null) =>
                    Journal.Add(room);
                [WebSocketRoute("a")] public Answer A(Request request) => new Answer { Names = request.Names };
                [WebSocketRoute("b")] public Task<string> B(string body) => Task.FromResult<string>(null);
                [WebSocketRoute("c", OneWay = true)] public void C(IClients<IClient> clients) { }
            }
            public interface IClient
            {
                ValueTask Moved(Answer recipients);
                ValueTask<SendSummary> Said(string message, CancellationToken token = default);
            }
            public class Request { public List<string> Names { get; set; } }
            public class Answer { public List<string> Names { get; set; } public Answer Next { get; set; } }
            """);
        var options = compilation.Options.WithNullableContextOptions(NullableContextOptions.Disable);
        await using var app = GeneratedApp.From(compilation.WithOptions(options));

        Assert.Equal("""{"type":"a","data":{"names":["x"],"next":null}}""", await app.AskAsync("a", """{"names":["x"]}"""));
        Assert.Null(await app.AskAsync("b"));
    }

    [Fact]
    public void Generated_code_has_no_warning_at_the_strictest_settings()
    {
        var compilation = Generation.Compile("""
            namespace Strict
            {
                /// <summary>Documented.</summary>
                [WebSocketApi]
                internal sealed partial class Api(ILogger<Api> logger, IClients<IClient> clients) : IAsyncDisposable
                {
                    [ConnectRoute] internal ConnectResult Connect([FromQuery] int page = 1, [FromQuery] DayOfWeek? day = null) => default;
                    [WebSocketRoute("a"), RouteFilter<Filter>] internal async Task<List<string?>?> A(Dictionary<string, string?[]?> body)
                    {
                        logger.LogInformation("a");
                        await clients.Connection("x").Moved(body.Keys.ToList());
                        return null;
                    }

                    [WebSocketRoute("b", OneWay = true)] internal void B(MessageContext context, CancellationToken ct) { }
                    public ValueTask DisposeAsync() => default;
                }

                internal interface IClient
                {
                    ValueTask Moved(List<string> moved);
                    ValueTask<SendSummary> Said(string? said, CancellationToken ct = default);
                }
                internal sealed class Filter : IRouteFilter
                {
                    public ValueTask InvokeAsync(EventContext context, RouteHandler next) => next();
                }
            }
            """);
        var language = GeneratedAssembly.Language.WithDocumentationMode(DocumentationMode.Diagnose);
        var trees = compilation.SyntaxTrees.Select(
            tree => tree.WithRootAndOptions(tree.GetRoot(TestContext.Current.CancellationToken), language));
        var output = Generation.Run(compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(trees));

        // Hidden diagnostics are hints for editors, for example on an unused using.
        Assert.DoesNotContain(
            output.GetDiagnostics(TestContext.Current.CancellationToken),
            diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden);
    }

    [Fact]
    public async Task An_API_without_routes_accepts_every_handshake()
    {
        await using var app = GeneratedApp.WithMembers("");

        Assert.Empty(app.App.Descriptor.Routes);
        Assert.Equal("""{"statusCode":200}""", await app.ConnectAsync());
        Assert.Equal("""{"statusCode":200}""", await app.InvokeAsync(TestEvent.Disconnect()));
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => app.SendAsync("ping"));
        Assert.StartsWith("No handler has the route key 'ping'.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_descriptor_contains_the_settings_of_the_attribute()
    {
        await using var app = GeneratedApp.From("""
            [WebSocketApi(
                RouteSelectionExpression = "$request.body.\"type\"",
                Envelope = Envelope.None,
                AllowedOrigins = new[] { "https://a.example", "b\"" })]
            public partial class Api
            {
                [WebSocketRoute("record")] public static Answer Record(int[] body) => new(body.Length);
            }
            public sealed record Answer(int Count);
            """);
        var descriptor = app.App.Descriptor;

        Assert.Equal(
            ("Api", "$request.body.\"type\"", Envelope.None, false),
            (descriptor.Name, descriptor.RouteSelectionExpression, descriptor.Envelope, descriptor.Pushes));
        Assert.Equal(["https://a.example", "b\""], descriptor.AllowedOrigins);
        Assert.Equal([new("$connect", "AllowedOrigins"), new("record", "Api.Record") { HasRouteResponse = true }], descriptor.Routes);
        Assert.Equal("""{"statusCode":200,"body":"{\"count\":2}"}""", await app.SendAsync("record", "[1,2]"));
    }

    [Theory]
    [InlineData("https://good.example", """{"statusCode":200}""")]
    [InlineData("https://evil.example", """{"statusCode":403}""")]
    public async Task Origins_are_checked_without_a_connect_handler(string origin, string response)
    {
        await using var app = GeneratedApp.From("""
            [WebSocketApi(AllowedOrigins = ["https://good.example"])]
            public partial class Api
            {
                [WebSocketRoute("!first")] public static string First(string body) => throw new RouteException(400, "first");
                [WebSocketRoute("last")] public static string Last(string body) => throw new RouteException(400, "last");
            }
            """);

        Assert.Equal(["!first", "$connect", "last"], app.App.Descriptor.Routes.Select(route => route.RouteKey));
        Assert.Equal(response, await app.ConnectAsync(lambdaEvent => lambdaEvent["headers"]!["Origin"] = origin));
        Assert.Contains("\"first\"", await app.AskAsync("!first", ""), StringComparison.Ordinal);
        Assert.Contains("\"last\"", await app.AskAsync("last", ""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://good.example", """{"statusCode":200}""", "connected")]
    [InlineData("HTTPS://Good.Example", """{"statusCode":200}""", "connected")]
    [InlineData(null, """{"statusCode":200}""", "connected")]
    [InlineData("https://evil.example", """{"statusCode":403}""", "")]
    [InlineData("https://good.example.evil.example", """{"statusCode":403}""", "")]
    [InlineData("null", """{"statusCode":403}""", "")]
    [InlineData("", """{"statusCode":403}""", "")]
    public async Task A_handshake_of_another_origin_is_rejected_before_any_code_of_the_user(string? origin, string response, string journal)
    {
        await using var app = GeneratedApp.From("""
            [WebSocketApi(AllowedOrigins = ["https://good.example"])]
            [RouteFilter<Filter>]
            public partial class Api
            {
                public Api() => Journal.Add("created");
                [ConnectRoute] public static void Connect() => Journal.Add("connected");
            }
            public sealed class Filter : IRouteFilter { public ValueTask InvokeAsync(EventContext context, RouteHandler next) => next(); }
            """);

        var actual = await app.ConnectAsync(lambdaEvent =>
        {
            lambdaEvent["headers"]!["Origin"] = origin;
            lambdaEvent["multiValueHeaders"]!["Origin"] = origin is null ? null : new System.Text.Json.Nodes.JsonArray(origin);
        });

        Assert.Equal((response, journal), (actual, app.Journaled()));
    }

    [Theory]
    [InlineData("public static void Configure(WebSocketAppBuilder builder) => Journal.Add(\"configured\");", "configured")]
    [InlineData("static void Configure(WebSocketAppBuilder @class) => Journal.Add(\"configured\");", "configured")]
    [InlineData(
        """
        static void Configure(WebSocketAppBuilder builder) => Journal.Add("configured");
        static void Configure(object other) => Journal.Add("other");
        """,
        "configured")]
    [InlineData("public static void Configure(object builder) => Journal.Add(\"configured\");", "")]
    [InlineData("public static void Configure() => Journal.Add(\"configured\");", "")]
    [InlineData("public static void Configure<T>(T builder) => Journal.Add(\"configured\");", "")]
    [InlineData("public static int Configure(WebSocketAppBuilder builder) { Journal.Add(\"configured\"); return 1; }", "")]
    [InlineData("public static void Configure(ref WebSocketAppBuilder builder) => Journal.Add(\"configured\");", "")]
    [InlineData("public void Configure(WebSocketAppBuilder builder) => Journal.Add(\"configured\");", "")]
    [InlineData("", "")]
    public async Task Configure_is_called_if_it_has_the_documented_signature(string member, string journal)
    {
        await using var app = GeneratedApp.WithMembers(member);

        Assert.Equal(journal, app.Journaled());
    }
}
