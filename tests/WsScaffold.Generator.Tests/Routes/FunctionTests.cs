using System.Globalization;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Tests.Routes;

/// <summary>Classes tagged <c>[LambdaFunction]</c>, whose handlers run in a Lambda function of their own.</summary>
public sealed class FunctionTests
{
    private const string DifferentSettings =
        "#error: 'WSS0802: [LambdaFunction(\"reports\")] has different settings in different places. "
        + "Set them on one class, and only the name on the others.'";

    [Theory]
    [InlineData("(\"\")", "has the name ''. Use a letter, followed by up to 31 letters, digits or hyphens.")]
    [InlineData("(\"a b\")", "has the name 'a b'. Use a letter, followed by up to 31 letters, digits or hyphens.")]
    [InlineData("(\"reports\", MemorySize = 64)", "has a MemorySize of 64. Lambda allows 128 to 10240 megabytes.")]
    [InlineData("(\"reports\", MemorySize = 10241)", "has a MemorySize of 10241. Lambda allows 128 to 10240 megabytes.")]
    [InlineData("(\"reports\", TimeoutSeconds = 30)", "has a timeout of 30 seconds. Use 1 to 29: API Gateway doesn't wait longer.")]
    public void Settings_that_Lambda_does_not_support_are_an_error(string arguments, string problem) => Assert.Equal(
        [$"#error: 'WSS0801: The [LambdaFunction] of 'Reports' {problem}'"],
        Errors($$"""
            [LambdaFunction{{arguments}}]
            public static class Reports { [WebSocketRoute("a")] public static string Write() => ""; }
            """));

    [Fact]
    public void Two_classes_with_different_settings_for_a_function_are_an_error() => Assert.Equal(
        [DifferentSettings],
        Errors("""
            [LambdaFunction("reports", MemorySize = 512)]
            public static class A { [WebSocketRoute("a")] public static string Write() => ""; }
            [LambdaFunction("reports", MemorySize = 1024)]
            public static class B { [WebSocketRoute("b")] public static string Write() => ""; }
            """));

    [Fact]
    public void The_class_of_an_authorizer_counts_too() => Assert.Equal(
        [DifferentSettings],
        Errors("""
            [LambdaFunction("reports", MemorySize = 512)]
            public static class A { [WebSocketRoute("a")] public static string Write() => ""; }
            [LambdaFunction("reports", MemorySize = 1024)]
            public static class B { [Authorizer] public static Authorization Authorize() => Authorization.Deny(); }
            """));

    [Fact]
    public void Other_classes_may_omit_the_settings()
    {
        const string Source = """
            [LambdaFunction("reports", MemorySize = 512)]
            public static class A { [WebSocketRoute("a")] public static string Write() => "a"; }
            [LambdaFunction("reports")] public static class B { [WebSocketRoute("b")] public static string Write() => "b"; }
            """;

        Assert.Empty(Errors(Source));
        var facts = Generation.Sources(Generation.Compile("[WebSocketApi] public sealed partial class Api;", Source))["Api.Facts.g.cs"];
        Assert.Contains("""LambdaFunctionFacts("reports", MemorySize = 512, TimeoutSeconds = 0)]""", facts, StringComparison.Ordinal);
        Assert.Contains(
            """WebSocketRouteFacts("b", "B.Write", HasRouteResponse = true, Function = "reports")]""", facts, StringComparison.Ordinal);
    }

    private static string[] Errors(string source)
    {
        var compilation = Generation.Compile("[WebSocketApi] public sealed partial class Api;", source);
        var diagnostics = Generation.Run(compilation, Generation.WithoutAnalyzers).GetDiagnostics(TestContext.Current.CancellationToken);
        return
        [
            .. diagnostics
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
                .Select(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)),
        ];
    }
}
