using System.Text;
using System.Text.Json;

namespace WsScaffold.Generator.Tests.Routes;

/// <summary>The supported forms and places of handlers.</summary>
public sealed class HandlerTests
{
    [Theory]
    [InlineData("with \"quotes\" and 'these'")]
    [InlineData("back\\slash\\n {brace} $\"{x}\"")]
    [InlineData("line\nbreak\r\ntab\t\0end")]
    [InlineData("// comment */ #error")]
    [InlineData("\u2028\u2029\u0085\u200f")]
    [InlineData("Ünï©ødé 日本語 😀")]
    [InlineData(" ")]
    public async Task A_route_key_can_be_any_text(string key)
    {
        var literal = string.Concat(key.Select(c => $"\\u{(int)c:x4}"));
        await using var app = GeneratedApp.WithMembers($$"""
            [WebSocketRoute("{{literal}}")] public static string Handle(string body) => body;
            [WebSocketRoute("{{literal}}x")] public static string Other(string body) => "other";
            """);

        Assert.Equal("""{"statusCode":200,"body":"mine"}""", await app.SendAsync(key, "mine"));
        Assert.Equal("other", await app.AskAsync(key + "x"));
        Assert.Equal([key, key + "x"], app.App.Descriptor.Routes.Select(route => route.RouteKey));
    }

    [Fact]
    public async Task Generated_code_calls_obsolete_and_experimental_code_without_a_warning()
    {
        await using var app = GeneratedApp.From("""
            #pragma warning disable CS0612, CS0618, X1, X2, X3
            using System.Diagnostics.CodeAnalysis;
            [WebSocketApi(Envelope = Envelope.None), Obsolete]
            public sealed partial class Api
            {
                public static void Configure(WebSocketAppBuilder builder) => builder.Services.AddSingleton<Service>();
                [WebSocketRoute("a"), Obsolete("Use b.")] public static Old A(Old body) => body;
            }
            [Experimental("X1")]
            public sealed class Handlers([FromServices] Service service)
            {
                [WebSocketRoute("b"), Experimental("X2")] public New[] B(New body) => [body, service.New];
            }
            [Obsolete] public sealed record Old(int N);
            [Experimental("X3")] public enum New { One, Two }
            [Obsolete("Old service.")] public sealed class Service { public New New => New.Two; }
            """);

        Assert.Equal("""{"n":1}""", await app.AskAsync("a", """{"n":1}"""));
        Assert.Equal("""["one","two"]""", await app.AskAsync("b", "\"one\""));
    }

    [Fact]
    public async Task Route_keys_are_case_sensitive()
    {
        await using var app = GeneratedApp.WithMembers("""
            [WebSocketRoute("abc")] public static string A() => "abc";
            [WebSocketRoute("ABC")] public static string B() => "ABC";
            [WebSocketRoute("abd")] public static string C() => "abd";
            [WebSocketRoute("abcd")] public static string D() => "abcd";
            """);

        foreach (var key in new[] { "abc", "ABC", "abd", "abcd" })
        {
            Assert.Equal(key, await app.AskAsync(key));
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => app.SendAsync("Abc"));
    }

    [Fact]
    public async Task Each_of_300_routes_reaches_its_handler()
    {
        var members = new StringBuilder();
        for (var i = 0; i < 300; i++)
        {
            members.Append(null, $$"""
                [WebSocketRoute("route{{i}}")] public static string Handle{{i}}(Body{{i % 7}} body) => "{{i}} " + body.N;

                """);
        }

        var bodies = string.Concat(Enumerable.Range(0, 7).Select(i => $"public sealed record Body{i}(int N);\n"));
        await using var app = GeneratedApp.WithMembers(members.ToString(), bodies);

        for (var i = 0; i < 300; i++)
        {
            Assert.Equal($"{i} 5", await app.AskAsync($"route{i}", """{"n":5}"""));
        }
    }

    [Fact]
    public async Task Names_can_be_keywords()
    {
        await using var app = GeneratedApp.From("""
            namespace @class.@await;

            [WebSocketApi]
            public partial class @partial
            {
                [ConnectRoute]
                public static void @static([FromQuery] string @event, [FromQuery("ref")] int @ref = 1) => Journal.Add(@event + @ref);
                [WebSocketRoute("new")] public static @record @new(@record @return, CancellationToken @default) => @return;
            }

            public static class @dynamic
            {
                [WebSocketRoute("record")] public static string record(@record value) => value.@int + @value.@field;
            }

            public sealed record @record(int @int, string field = "f");
            """);

        Assert.Equal("""{"statusCode":200}""", await app.ConnectWithQueryAsync("event=e&ref=2"));
        Assert.Equal("e2", app.Journaled());
        Assert.Equal("""{"type":"new","data":{"int":3,"field":"f"}}""", await app.AskAsync("new", """{"int":3}"""));
        Assert.Equal("4g", await app.AskAsync("record", """{"int":4,"field":"g"}"""));
    }

    [Fact]
    public async Task Names_used_by_generated_code_can_be_used_by_the_user()
    {
        await using var app = GeneratedApp.WithMembers("""
            [WebSocketRoute("a"), RouteFilter<Pass>]
            public static async Task<string> Route0Async(
                Body p0, [FromServices] IServiceProvider services, MessageContext invocation, CancellationToken handler)
            {
                await Task.Yield();
                return p0.Answer;
            }
            static void Configure(WebSocketAppBuilder builder) => _ = builder.Services;
            """, """
            public sealed record Body(string Answer);
            public sealed class Pass : IRouteFilter { public ValueTask InvokeAsync(EventContext filter0, RouteHandler Link1) => Link1(); }
            """);

        Assert.Equal("x", await app.AskAsync("a", """{"answer":"x"}"""));
    }

    [Fact]
    public async Task Classes_and_messages_with_the_same_name_in_two_namespaces_are_distinct()
    {
        const string Feature = """
            namespace NAME
            {
                public sealed class Handlers { [WebSocketRoute("NAME")] public Message Handle(Message message) => message; }
                public sealed record Message(TYPE Value);
            }
            """;
        await using var app = GeneratedApp.From(
            "[WebSocketApi] public partial class Api;",
            Feature.Replace("NAME", "First", StringComparison.Ordinal).Replace("TYPE", "int", StringComparison.Ordinal),
            Feature.Replace("NAME", "Second", StringComparison.Ordinal).Replace("TYPE", "string", StringComparison.Ordinal));

        Assert.Equal("""{"type":"First","data":{"value":1}}""", await app.AskAsync("First", """{"value":1}"""));
        Assert.Equal("""{"type":"Second","data":{"value":"1"}}""", await app.AskAsync("Second", """{"value":"1"}"""));
    }

    [Theory]
    [InlineData("public static class Handlers { HANDLER }")]
    [InlineData("internal static class Handlers { HANDLER }")]
    [InlineData("class Handlers { HANDLER }")]
    [InlineData("public struct Handlers { HANDLER }")]
    [InlineData("public interface IHandlers { HANDLER }")]
    [InlineData("public abstract class Handlers { HANDLER }")]
    [InlineData("public class Outer { protected internal class Handlers { HANDLER } }")]
    [InlineData("public sealed record Handlers(int N) { HANDLER }")]
    [InlineData("namespace A.@class { public static class @static { HANDLER } }")]
    public async Task A_static_handler_can_be_in_any_type(string type)
    {
        await using var app = GeneratedApp.From(
            "[WebSocketApi] public partial class Api;",
            type.Replace("HANDLER", """
                [WebSocketRoute("a")] internal static string Handle(string body) => body;
                """, StringComparison.Ordinal));

        Assert.Equal("x", await app.AskAsync("a", "x"));
    }

    [Theory]
    [InlineData("public class Handlers { HANDLER }")]
    [InlineData("class Handlers { internal Handlers() { } HANDLER }")]
    [InlineData("public record Handlers { HANDLER }")]
    [InlineData("""
        public class Base { public required string Name { get; init; } }
        public class Handlers : Base
        {
            [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Handlers() => Name = "";
            HANDLER
        }
        """)]
    [InlineData("public class Handlers { static Handlers() { } private Handlers(int n) { } public Handlers() { } HANDLER }")]
    [InlineData("public static class Outer { public class Handlers { HANDLER } }")]
    public async Task An_instance_handler_can_be_in_any_class_that_can_be_created(string type)
    {
        await using var app = GeneratedApp.From(
            "[WebSocketApi] public partial class Api;",
            type.Replace("HANDLER", """
                [WebSocketRoute("a")] protected internal string Handle(string body) => body;
                """, StringComparison.Ordinal));

        Assert.Equal("x", await app.AskAsync("a", "x"));
    }

    [Theory]
    [InlineData("IDisposable", "public void Dispose() => Journal.Add(\"disposed\");")]
    [InlineData("IDisposable", "void IDisposable.Dispose() => Journal.Add(\"disposed\");")]
    [InlineData("IAsyncDisposable", "public async ValueTask DisposeAsync() { await Task.Yield(); Journal.Add(\"disposed\"); }")]
    [InlineData("IAsyncDisposable", "async ValueTask IAsyncDisposable.DisposeAsync() { await Task.Yield(); Journal.Add(\"disposed\"); }")]
    [InlineData(
        "IDisposable, IAsyncDisposable",
        """
        public void Dispose() => Journal.Add("not this");
        public async ValueTask DisposeAsync() { await Task.Yield(); Journal.Add("disposed"); }
        """)]
    public async Task A_handler_class_is_created_for_each_event_and_disposed_after_it(string interfaces, string members)
    {
        await using var app = GeneratedApp.From("[WebSocketApi] public partial class Api;", $$"""
            public sealed class Handlers : {{interfaces}}
            {
                public Handlers() => Journal.Add("created");
                [WebSocketRoute("a")] public string Handle(string body) { Journal.Add("handled"); return body; }
                [WebSocketRoute("b")]
                public async Task<string> HandleTask(string body) { await Task.Yield(); Journal.Add("awaited"); return body; }
                [WebSocketRoute("c")] public string Throw(string body) => throw new RouteException(404, body);
                {{members}}
            }
            """);

        await app.SendAsync("a");
        Assert.Equal("created handled disposed", app.Journaled());
        await app.SendAsync("b");
        Assert.Equal("created awaited disposed", app.Journaled());
        await app.SendAsync("c");
        Assert.Equal("created disposed", app.Journaled());
    }

    [Fact]
    public async Task A_method_can_have_two_routes_and_overloads_are_distinct()
    {
        await using var app = GeneratedApp.WithMembers("""
            [WebSocketRoute("a"), DefaultRoute] public static string Handle(string body) => "text";
            [WebSocketRoute("b")] public static string Handle(Body body) => "record";
            public static string Handle(object body) => "object";
            """, "public sealed record Body;");

        Assert.Equal("text", await app.AskAsync("a"));
        Assert.Equal("text", await app.AskAsync("$default"));
        Assert.Equal("record", await app.AskAsync("b", "{}"));
    }

    [Theory]
    [InlineData("JsonElement", "body", """{"a":[1,null]}""", """{"a":[1,null]}""")]
    [InlineData("JsonElement?", "body.GetProperty(\"none\").ValueKind == JsonValueKind.Null ? null : body", """{"none":null}""", null)]
    [InlineData("Dictionary<string, int[]?>", "new() { [\"B\"] = [1], [\"c\"] = null }", "0", """{"B":[1],"c":null}""")]
    [InlineData(
        "IReadOnlyDictionary<DayOfWeek, string?>",
        "new Dictionary<DayOfWeek, string?> { [DayOfWeek.Monday] = null }",
        "0",
        """{"monday":null}""")]
    [InlineData("string?[]", "[\"a\", null]", "0", """["a",null]""")]
    [InlineData("Point?", "new Point(1, 2)", "0", """{"x":1,"y":2}""")]
    [InlineData("Point?", "null", "0", null)]
    [InlineData("int?", "null", "0", null)]
    [InlineData("int?", "-3", "0", "-3")]
    [InlineData("bool", "true", "0", "true")]
    [InlineData("DateTimeOffset", "DateTimeOffset.UnixEpoch", "0", "\"1970-01-01T00:00:00+00:00\"")]
    [InlineData("List<Page<string?>?>", "[null, new(null)]", "0", """[null,{"item":null}]""")]
    public async Task A_response_can_be_any_JSON(string type, string expression, string body, string? data)
    {
        await using var app = GeneratedApp.WithMembers(
            $$"""
            [WebSocketRoute("sync")] public static {{type}} Sync(JsonElement body) => {{expression}};
            [WebSocketRoute("task")]
            public static async Task<{{type}}> Task_(JsonElement body) { await Task.Yield(); return {{expression}}; }
            [WebSocketRoute("valueTask")]
            public static async ValueTask<{{type}}> ValueTask_(JsonElement body) { await Task.Yield(); return {{expression}}; }
            """,
            "public readonly record struct Point(int X, int Y); public sealed record Page<T>(T Item);");

        foreach (var form in new[] { "sync", "task", "valueTask" })
        {
            Assert.Equal(data is null ? null : $"{{\"type\":\"{form}\",\"data\":{data}}}", await app.AskAsync(form, body));
        }
    }

    [Theory]
    [InlineData("int[]", "[1,2]")]
    [InlineData("List<string?>", """["a",null]""")]
    [InlineData("List<string?>?", "null")]
    [InlineData("Dictionary<string, List<int?>?>", """{"a":[1,null],"b":null}""")]
    [InlineData("IReadOnlyList<Point>", """[{"x":1,"y":2}]""")]
    [InlineData("Point", """{"x":1,"y":2}""")]
    [InlineData("Point?", "null")]
    [InlineData("Point?", """{"x":1,"y":2}""")]
    [InlineData("DayOfWeek", "\"friday\"")]
    [InlineData("bool", "false")]
    [InlineData("Page<Page<string?>?>", """{"item":{"item":null}}""")]
    public async Task A_body_can_be_any_JSON(string type, string body)
    {
        await using var app = GeneratedApp.WithMembers(
            $"[WebSocketRoute(\"a\")] public static string Handle({type} body) => Text.Of(body);",
            """
            public readonly record struct Point(int X, int Y);
            public sealed record Page<T>(T Item);
            public static class Text
            {
                static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
                {
                    Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
                };
                public static string Of<T>(T value) => JsonSerializer.Serialize(value, Options);
            }
            """);

        Assert.Equal(body, await app.AskAsync("a", body));
    }

    [Fact]
    public async Task A_tuple_is_written_as_by_the_serializer()
    {
        await using var app = GeneratedApp.WithMembers("""
            [WebSocketRoute("a")] public static (int Count, string? Name) Handle((int Left, int Right) body) => (1, null);
            """);

        Assert.Equal($$"""{"type":"a","data":{{JsonSerializer.Serialize((1, default(string)))}}}""", await app.AskAsync("a", "{}"));
    }

    [Fact]
    public async Task A_one_way_route_sends_no_response_and_needs_no_connections()
    {
        await using var app = GeneratedApp.WithMembers("""
            [WebSocketRoute("a", OneWay = true)] public static void Handle(int body) => Journal.Add("handled");
            [DefaultRoute(OneWay = true)] public static void Default(int body) => throw new RouteException(404, "no");
            """);

        Assert.False(app.App.Descriptor.Pushes);
        Assert.All(app.App.Descriptor.Routes, route => Assert.True(route is { OneWay: true, HasRouteResponse: false }));
        Assert.Equal("""{"statusCode":200}""", await app.SendAsync("a", "1"));
        Assert.Equal("""{"statusCode":200}""", await app.SendAsync("a", "x"));
        Assert.Equal("""{"statusCode":200}""", await app.SendAsync("$default", "1"));
        Assert.Equal("handled", app.Journaled());
    }

    [Fact]
    public async Task A_nullable_memory_is_the_unparsed_body()
    {
        await using var app = GeneratedApp.WithMembers("""
            [WebSocketRoute("a")] public static ReadOnlyMemory<byte>? Handle(ReadOnlyMemory<byte>? body) => body;
            """);

        Assert.Equal("raw \"x\"", await app.AskAsync("a", "raw \"x\""));
    }
}
