using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WsScaffold.Generator.Tests;
using WsScaffold.Generator.Tests.Routes;

namespace WsScaffold.Analyzers.Tests;

/// <summary>What an editor shows in the one file that is open, and what it shows after an edit elsewhere.</summary>
public sealed class LiveTests
{
    private const string Handler = """public static class NAME { [WebSocketRoute("a")] public static string H(string body) => body; }""";

    private static readonly string _first = Handler.Replace("NAME", "First", StringComparison.Ordinal);
    private static readonly string _second = Handler.Replace("NAME", "Second", StringComparison.Ordinal);

    [Fact]
    public async Task A_duplicate_key_shows_in_the_file_of_the_second_handler_alone()
    {
        var compilation = Analysis.Compile(RuleCase.Api, _first, _second);

        Assert.Empty(await OpenAsync(compilation, 2));
        Assert.Equal(["WSS0001"], await OpenAsync(compilation, 3));
    }

    [Fact]
    public async Task An_edit_of_another_file_takes_the_message_back()
    {
        var compilation = Generation.Compile(RuleCase.Api, _first, _second);
        var edited = compilation.ReplaceSyntaxTree(
            compilation.SyntaxTrees[2],
            CSharpSyntaxTree.ParseText(_first.Replace("\"a\"", "\"b\"", StringComparison.Ordinal), GeneratedAssembly.Language, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(["WSS0001"], await OpenAsync(compilation, 3));
        Assert.Empty(await OpenAsync(edited, 3));
        Assert.Equal(["WSS0001"], await OpenAsync(compilation, 3));
    }

    // Bodies decide nothing about a handler, so that its report outlives what is typed in them: but not its places.
    [Theory]
    [InlineData("{ }", "{ Console.WriteLine(1); }", "WSS0002")]
    [InlineData("{ }", "{ [WebSocketRoute(\"b\")] static void Local() { } }", "WSS0002 WSS0208")]
    [InlineData("{ }", "{ } public int N { [WebSocketRoute(\"b\")] get; set; }", "WSS0002 WSS0208")]
    [InlineData("\"\"", "\"b\"", "")]
    public async Task A_message_moves_with_what_is_typed_before_it(string from, string to, string expected)
    {
        const string Handlers = "public class Handlers { void Other() { } [WebSocketRoute(\"\")] public static string H(string body) => body; }";
        var compilation = Analysis.Compile(RuleCase.Api, Handlers, "public sealed class Another { void M() { } }");
        foreach (var (file, text) in new[] { (2, Handlers), (3, "public sealed class Another { void M() { Console.WriteLine(); } }"), (2, Handlers.Replace(from, to, StringComparison.Ordinal)) })
        {
            compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[file], CSharpSyntaxTree.ParseText(text, GeneratedAssembly.Language, cancellationToken: TestContext.Current.CancellationToken));
            await OpenAsync(compilation, file);
        }

        var found = await Analysis.OpenAsync(compilation, compilation.SyntaxTrees[2]);

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), found.Select(problem => problem.Id).Order(StringComparer.Ordinal));
        Assert.All(found, problem => Assert.Equal((compilation.SyntaxTrees[2], problem.Id == "WSS0002" ? "\"\"" : "WebSocketRoute"), (problem.Location.SourceTree, problem.Location.SourceTree!.ToString().Substring(problem.Location.SourceSpan.Start, problem.Location.SourceSpan.Length))));
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
    [InlineData("public abstract class Handlers : Base { [WebSocketRoute(\"a\")] public void A() { } }", "WSS0209")]
    [InlineData("public static class Handlers { [WebSocketRoute(\"a\")] public static void A(IClients<IClient> clients) { } }", "")]
    public async Task A_class_is_underlined_in_its_own_file(string source, string expected)
    {
        var compilation = Analysis.Compile(RuleCase.Api, source, "public class Base;", "public interface IClient { Task Sent(int a); }");

        Assert.Equal(expected.Length == 0 ? [] : [expected], await OpenAsync(compilation, 2));
        Assert.Equal(expected.Length == 0 ? ["WSS0502"] : [], await OpenAsync(compilation, 4));
    }

    [Fact]
    public async Task A_part_of_a_class_without_handlers_shows_what_is_wrong_with_the_class()
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
    public async Task An_attribute_may_be_called_by_another_name(string alias, string name)
    {
        var compilation = Analysis.Compile(
            RuleCase.Api,
            $"{alias} public static class Handlers {{ [{name}(\"\")] public static void A() {{ }} }}",
            "global using GlobalRoute = WsScaffold.WebSocketRouteAttribute;");

        Assert.Equal(["WSS0002"], await OpenAsync(compilation, 2));
    }

    // In an editor another project's code has places too, but not in this one.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_wrong_in_another_project_is_underlined_where_this_one_names_it(bool hasSource)
    {
        var other = Generation.Compile("public sealed class Order { public Action? Changed { get; set; } } public interface IClient { Task Sent(int a); }");
        using var image = new MemoryStream();
        Assert.True(other.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        var compilation = Generation.Compile(RuleCase.Api, """
            public static class Handlers
            {
                [WebSocketRoute("a")] public static void A(Order order) { }
                [WebSocketRoute("b")] public static void B(IClients<IClient> clients) { }
            }
            """);
        compilation = Generation.Run(compilation.AddReferences(hasSource ? other.ToMetadataReference() : MetadataReference.CreateFromImage(image.ToArray())));
        var found = await Analysis.OpenAsync(compilation, compilation.SyntaxTrees[2]);

        Assert.Equal(["Order", "B"], found.OrderBy(problem => problem.Location.SourceSpan).Select(problem => problem.Location.SourceTree!.ToString().Substring(problem.Location.SourceSpan.Start, problem.Location.SourceSpan.Length)));
    }

    private static async Task<string[]> OpenAsync(CSharpCompilation compilation, int file) =>
        [.. (await Analysis.OpenAsync(compilation, compilation.SyntaxTrees[file])).Select(problem => problem.Id)];
}
