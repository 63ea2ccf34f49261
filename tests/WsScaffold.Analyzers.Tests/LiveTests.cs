using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WsScaffold.Analyzers.Tests.Support;
using WsScaffold.Generator.Tests;
using WsScaffold.Generator.Tests.Routes;

namespace WsScaffold.Analyzers.Tests;

/// <summary>Diagnostics in an editor: those of the one open file, and how they change with an edit.</summary>
public sealed class LiveTests
{
    private static readonly string _first = HandlerIn("First", "a");
    private static readonly string _second = HandlerIn("Second", "a");

    [Fact]
    public async Task A_duplicate_key_is_reported_only_in_the_file_of_the_second_handler()
    {
        var compilation = Analysis.Compile(RuleCase.Api, _first, _second);

        Assert.Empty(await OpenAsync(compilation, 2));
        Assert.Equal(["WSS0001"], await OpenAsync(compilation, 3));
    }

    [Fact]
    public async Task Editing_another_file_removes_the_message()
    {
        var compilation = Generation.Compile(RuleCase.Api, _first, _second);
        var edited = Edit(compilation, 2, HandlerIn("First", "b"));

        Assert.Equal(["WSS0001"], await OpenAsync(compilation, 3));
        Assert.Empty(await OpenAsync(edited, 3));
        Assert.Equal(["WSS0001"], await OpenAsync(compilation, 3));
    }

    // The report is kept while somebody types in a method body, which can't change a handler. Locations have to follow the edit.
    [Theory]
    [InlineData("{ }", "{ Console.WriteLine(1); }", "WSS0002")]
    [InlineData("{ }", "{ [WebSocketRoute(\"b\")] static void Local() { } }", "WSS0002 WSS0208")]
    [InlineData("{ }", "{ } public int N { [WebSocketRoute(\"b\")] get; set; }", "WSS0002 WSS0208")]
    [InlineData("\"\"", "\"b\"", "")]
    public async Task A_message_moves_with_edits_before_it(string from, string to, string expected)
    {
        const string Handlers = """
            public class Handlers { void Other() { } [WebSocketRoute("")] public static string H(string body) => body; }
            """;
        var compilation = Analysis.Compile(RuleCase.Api, Handlers, "public sealed class Another { void M() { } }");
        foreach (var (file, text) in new[]
        {
            (2, Handlers),
            (3, "public sealed class Another { void M() { Console.WriteLine(); } }"),
            (2, Handlers.Replace(from, to, StringComparison.Ordinal)),
        })
        {
            compilation = Edit(compilation, file, text);
            await OpenAsync(compilation, file);
        }

        var open = compilation.SyntaxTrees[2];
        var found = await Analysis.OpenAsync(compilation, open);

        Assert.Equal(
            expected.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            found.Select(problem => problem.Id).Order(StringComparer.Ordinal));
        Assert.All(found, problem => Assert.Equal(
            (open, problem.Id == "WSS0002" ? "\"\"" : "WebSocketRoute"),
            (problem.Location.SourceTree, Underlined(problem))));
    }

    [Fact]
    public async Task A_member_of_a_message_is_underlined_where_it_is_declared()
    {
        var compilation = Analysis.Compile(
            RuleCase.Api,
            """public static class Handlers { [WebSocketRoute("a")] public static void A(Page<Order> order) { } }""",
            "public sealed record Page<T>(List<T> Items);",
            "public sealed class Order { public Action? Changed { get; set; } }");

        Assert.Empty(await OpenAsync(compilation, 2));
        Assert.Empty(await OpenAsync(compilation, 3));
        Assert.Equal(["WSS0605"], await OpenAsync(compilation, 4));
    }

    [Theory]
    [InlineData("""public abstract class Handlers : Base { [WebSocketRoute("a")] public void A() { } }""", "WSS0209")]
    [InlineData("""public static class Handlers { [WebSocketRoute("a")] public static void A(IClients<IClient> clients) { } }""", "")]
    public async Task A_type_is_underlined_in_its_own_file(string source, string expected)
    {
        var compilation = Analysis.Compile(
            RuleCase.Api, source, "public class Base;", "public interface IClient { Task Sent(int a); }");

        Assert.Equal(expected.Length == 0 ? [] : [expected], await OpenAsync(compilation, 2));
        Assert.Equal(expected.Length == 0 ? ["WSS0502"] : [], await OpenAsync(compilation, 4));
    }

    [Fact]
    public async Task A_mistake_of_a_class_is_reported_in_a_part_without_handlers()
    {
        var compilation = Analysis.Compile(
            RuleCase.Api,
            """public sealed partial class Handlers { public required string Name { get; set; } }""",
            """public sealed partial class Handlers { [WebSocketRoute("a")] public string A() => Name; }""");

        Assert.Equal(["WSS0211"], await OpenAsync(compilation, 2));
        Assert.Empty(await OpenAsync(compilation, 3));
    }

    [Theory]
    [InlineData("using Route = WsScaffold.WebSocketRouteAttribute;", "Route")]
    [InlineData("", "GlobalRoute")]
    [InlineData("", "WsScaffold.WebSocketRouteAttribute")]
    [InlineData("", "global::WsScaffold.WebSocketRoute")]
    public async Task An_attribute_is_recognized_by_an_alias_and_by_its_full_name(string alias, string name)
    {
        var compilation = Analysis.Compile(
            RuleCase.Api,
            $"{alias} public static class Handlers {{ [{name}(\"\")] public static void A() {{ }} }}",
            "global using GlobalRoute = WsScaffold.WebSocketRouteAttribute;");

        Assert.Equal(["WSS0002"], await OpenAsync(compilation, 2));
    }

    // In an editor, symbols of another project have source locations too, but not in this project's files.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mistake_in_another_project_is_underlined_where_this_project_uses_it(bool hasSource)
    {
        var other = Generation.Compile("""
            public sealed class Order { public Action? Changed { get; set; } }
            public interface IClient { Task Sent(int a); }
            """);
        using var image = new MemoryStream();
        Assert.True(other.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        var compilation = Generation.Compile(RuleCase.Api, """
            public static class Handlers
            {
                [WebSocketRoute("a")] public static void A(Order order) { }
                [WebSocketRoute("b")] public static void B(IClients<IClient> clients) { }
            }
            """);
        var reference = hasSource ? other.ToMetadataReference() : (MetadataReference)MetadataReference.CreateFromImage(image.ToArray());
        compilation = Generation.Run(compilation.AddReferences(reference));
        var found = await Analysis.OpenAsync(compilation, compilation.SyntaxTrees[2]);

        Assert.Equal(["Order", "B"], found.OrderBy(problem => problem.Location.SourceSpan).Select(Underlined));
    }

    private static string HandlerIn(string type, string key) =>
        $$"""public static class {{type}} { [WebSocketRoute("{{key}}")] public static string H(string body) => body; }""";

    private static CSharpCompilation Edit(CSharpCompilation compilation, int file, string text) => compilation.ReplaceSyntaxTree(
        compilation.SyntaxTrees[file],
        CSharpSyntaxTree.ParseText(text, GeneratedAssembly.Language, cancellationToken: TestContext.Current.CancellationToken));

    private static async Task<string[]> OpenAsync(CSharpCompilation compilation, int file) =>
        [.. (await Analysis.OpenAsync(compilation, compilation.SyntaxTrees[file])).Select(problem => problem.Id)];

    private static string Underlined(Diagnostic problem) => problem.Location.SourceTree!.ToString()
        .Substring(problem.Location.SourceSpan.Start, problem.Location.SourceSpan.Length);
}
