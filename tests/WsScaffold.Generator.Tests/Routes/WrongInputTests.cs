using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WsScaffold.Generator.Tests.Routes;

/// <summary>
/// Routes with errors are left out, and the rest of the API is generated. The analyzers report the errors; in a build without analyzers,
/// the generator does.
/// </summary>
public sealed class WrongInputTests
{
    private const string Fine = """
        [WebSocketApi]
        public sealed partial class Api { [WebSocketRoute("fine")] public static string Fine(string body) => body; }
        """;

    private const string Faulty = """
        public static class Handlers { [WebSocketRoute("h")] public static void H<T>(T body) { } }
        """;

    [Fact]
    public void A_route_with_an_error_is_left_out()
    {
        var output = Run(Fine, Faulty);

        Assert.Empty(Errors(output));
        Assert.Contains("// fine: Api.Fine", Dispatch(output), StringComparison.Ordinal);
        Assert.DoesNotContain("Handlers", Dispatch(output), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RunAnalyzers=false", true)]
    [InlineData("RunAnalyzers=False", true)]
    [InlineData("RunAnalyzersDuringBuild=false", true)]
    [InlineData("RunAnalyzers=true RunAnalyzersDuringBuild=false", false)]
    [InlineData("RunAnalyzers= RunAnalyzersDuringBuild=", false)]

    // As by "Start Debugging" in Visual Studio.
    [InlineData("IsImplicitlyTriggeredBuild=true", true)]
    [InlineData("IsImplicitlyTriggeredBuild=true OptimizeImplicitlyTriggeredBuild=false", false)]
    [InlineData("IsImplicitlyTriggeredBuild=true TreatWarningsAsErrors=true", false)]
    [InlineData("IsImplicitlyTriggeredBuild=true TreatWarningsAsErrors=true OptimizeImplicitlyTriggeredBuild=true", true)]
    public void A_build_without_analyzers_gets_the_error_from_the_generator(string properties, bool isError)
    {
        var values = properties.Split(' ')
            .Select(property => property.Split('='))
            .ToDictionary(property => "build_property." + property[0], property => property[1]);
        var output = Generation.Run(Generation.Compile(Fine, Faulty), values);

        Assert.Equal(
            isError ? ["WSS0201: 'Handlers.H' can't handle a route because it is generic. Use concrete types."] : [],
            Errors(output).Select(ProblemIn));
        Assert.Contains("// fine: Api.Fine", Dispatch(output), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_error_is_reported_once_and_in_order()
    {
        const string Handler = """
            namespace NAME
            {
                public static class Handlers { [WebSocketRoute("say \"hi\"\n")] public static string H(string body) => body; }
            }
            """;
        var output = Generation.Run(
            Generation.Compile(
                Fine,
                "[WebSocketApi] public class Another;",
                Handler.Replace("NAME", "Second", StringComparison.Ordinal),
                Handler.Replace("NAME", "First", StringComparison.Ordinal),
                """public abstract class N { [WebSocketRoute("a")] public void A() { } [WebSocketRoute("b")] public void B() { } }"""),
            Generation.WithoutAnalyzers);

        Assert.Equal(
            [
                "WSS0001: 'First.Handlers.H' and 'Second.Handlers.H' both handle the route key 'say \"hi\" '. "
                    + "Give one of them another key.",
                "WSS0102: 'Another' and 'Api' are both tagged [WebSocketApi], but a project can have only one API. "
                    + "Move one of them to its own project.",
                "WSS0103: 'Another' is not partial, so generated code can't extend it. Add 'partial'.",
                "WSS0209: 'N' can't be created for an event. Make it a public or internal class that is neither abstract nor generic.",
            ],
            Errors(output).Select(ProblemIn));
        Assert.Contains("global::First.Handlers.H(p0)", Dispatch(output), StringComparison.Ordinal);
    }

    [Fact]
    public void Handlers_without_an_API_are_an_error()
    {
        const string Handlers = "public static class Handlers { [DefaultRoute] public static string H(string body) => body; }";
        var output = Generation.Run(Generation.Compile(Handlers), Generation.WithoutAnalyzers);

        Assert.Equal(
            [
                "WSS0101: 'Handlers.H' handles a route, but no class in the project is tagged [WebSocketApi]. "
                    + "Tag the partial class that is the API.",
            ],
            Errors(output).Select(ProblemIn));
    }

    // A class that can't be extended gets no descriptor. The error is there, and not in the program that uses the descriptor.
    [Theory]
    [InlineData("[WebSocketApi] public class Api;")]
    [InlineData("public class Api { [DefaultRoute] public static string H(string body) => body; }")]
    public void A_program_with_CreateBuilder_of_a_class_with_an_error_compiles(string source)
    {
        var output = Run(source, """
            public static class Program
            {
                public static void Main(string[] args)
                {
                    WebSocketApp.CreateBuilder<Api>(args);
                    WebSocketApp.CreateBuilder<Api>();
                }
            }
            """);

        Assert.Empty(Errors(output));
    }

    // The compiler already reports the error where it is.
    [Theory]
    [InlineData("public static void H(Missing body) { }", "CS0246")]
    [InlineData("public static Task<Missing[]> H() => null!;", "CS0246")]
    [InlineData(
        "public static void H(Holder body) { }", "CS0246", "public sealed class Holder { public List<Missing>? Items { get; set; } }")]
    [InlineData("public static void H(IClients<Missing> clients) { }", "CS0246")]
    [InlineData(
        "public static void H(IClients<IClient> clients) { }", "CS0246", "public interface IClient { ValueTask M(Missing message); }")]
    [InlineData("public static void H([FromServices] Missing service) { }", "CS0246")]
    [InlineData("public static void H([FromAuthorizer] Missing value) { }", "CS0246")]
    [InlineData("[RouteFilter<Missing>] public static void H() { }", "CS0246")]
    [InlineData("[WebSocketRoute] public static void H() { }", "CS7036")]
    [InlineData("[WebSocketRoute(1)] public static void H() { }", "CS1503")]
    [InlineData("[WebSocketRoute(Missing)] public static void H() { }", "CS0103")]
    public void Errors_of_the_compiler_are_not_reported_again(string handler, string error, string rest = "")
    {
        var attribute = handler.StartsWith("[WebSocketRoute", StringComparison.Ordinal) ? "" : "[WebSocketRoute(\"h\")]";
        var output = Run(Fine, $"public static class Handlers {{ {attribute} {handler} }}", rest);

        Assert.Equal([error], Errors(output).Select(diagnostic => diagnostic.Id).Distinct());
        Assert.Contains("// fine: Api.Fine", Dispatch(output), StringComparison.Ordinal);
    }

    [Fact]
    public void A_handler_class_whose_constructor_does_not_compile_is_left_out()
    {
        var output = Run(Fine, """
            public sealed class Handlers
            {
                public Handlers(Missing missing) { }
                [WebSocketRoute("h")] public void H() { }
            }
            """);

        Assert.Equal(["CS0246"], Errors(output).Select(diagnostic => diagnostic.Id));
    }

    private static CSharpCompilation Run(params string[] sources) => Generation.Run(Generation.Compile(sources));

    private static Diagnostic[] Errors(CSharpCompilation output) =>
    [
        .. output.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning),
    ];

    private static string ProblemIn(Diagnostic error)
    {
        Assert.Equal(("CS1029", "WsScaffold.Problems.g.cs"), (error.Id, Path.GetFileName(error.Location.SourceTree!.FilePath)));
        return error.GetMessage(CultureInfo.InvariantCulture)["#error: '".Length..^1];
    }

    private static string Dispatch(CSharpCompilation output) =>
        output.SyntaxTrees.Single(tree => tree.FilePath.EndsWith(".Dispatch.g.cs", StringComparison.Ordinal)).ToString();
}
