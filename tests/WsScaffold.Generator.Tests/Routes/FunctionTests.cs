using System.Globalization;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Tests.Routes;

/// <summary>Classes whose handlers have a Lambda function of their own.</summary>
public sealed class FunctionTests
{
    [Theory]
    [InlineData("(\"\")", "is named ''. Use a letter, then up to 31 letters, digits and hyphens.")]
    [InlineData("(\"a b\")", "is named 'a b'. Use a letter, then up to 31 letters, digits and hyphens.")]
    [InlineData("(\"reports\", MemorySize = 64)", "has a MemorySize of 64. Lambda gives 128 to 10240 megabytes.")]
    [InlineData("(\"reports\", MemorySize = 10241)", "has a MemorySize of 10241. Lambda gives 128 to 10240 megabytes.")]
    [InlineData("(\"reports\", TimeoutSeconds = 30)", "has TimeoutSeconds of 30. Use 1 to 29: API Gateway waits no longer.")]
    public void A_function_that_Lambda_has_not_is_refused(string arguments, string problem) => Assert.Equal(
        [$"#error: 'WSS0801: The [LambdaFunction] of 'Reports' {problem}'"],
        Errors($"[LambdaFunction{arguments}] public static class Reports {{ [WebSocketRoute(\"a\")] public static string Write() => \"\"; }}"));

    [Fact]
    public void One_function_has_one_size() => Assert.Equal(
        ["#error: 'WSS0802: [LambdaFunction(\"reports\")] is written with different settings. Write them once, and the name alone on the other classes.'"],
        Errors("""
            [LambdaFunction("reports", MemorySize = 512)] public static class A { [WebSocketRoute("a")] public static string Write() => ""; }
            [LambdaFunction("reports", MemorySize = 1024)] public static class B { [WebSocketRoute("b")] public static string Write() => ""; }
            """));

    [Fact]
    public void An_authorizer_is_of_a_function_as_well() => Assert.Equal(
        ["#error: 'WSS0802: [LambdaFunction(\"reports\")] is written with different settings. Write them once, and the name alone on the other classes.'"],
        Errors("""
            [LambdaFunction("reports", MemorySize = 512)] public static class A { [WebSocketRoute("a")] public static string Write() => ""; }
            [LambdaFunction("reports", MemorySize = 1024)] public static class B { [Authorizer] public static Authorization Authorize() => Authorization.Deny(); }
            """));

    [Fact]
    public void Other_classes_may_name_it_alone_and_its_routes_are_dispatched_as_all_others()
    {
        const string Source = """
            [LambdaFunction("reports", MemorySize = 512)] public static class A { [WebSocketRoute("a")] public static string Write() => "a"; }
            [LambdaFunction("reports")] public static class B { [WebSocketRoute("b")] public static string Write() => "b"; }
            """;

        Assert.Empty(Errors(Source));
        var facts = Generation.Sources(Generation.Compile("[WebSocketApi] public sealed partial class Api;", Source))["Api.Facts.g.cs"];
        Assert.Contains("LambdaFunctionFacts(\"reports\", MemorySize = 512, TimeoutSeconds = 0)]", facts, StringComparison.Ordinal);
        Assert.Contains("WebSocketRouteFacts(\"b\", \"B.Write\", HasRouteResponse = true, Function = \"reports\")]", facts, StringComparison.Ordinal);
    }

    private static string[] Errors(string source) =>
    [
        .. Generation.Run(Generation.Compile("[WebSocketApi] public sealed partial class Api;", source), Generation.WithoutAnalyzers).GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)),
    ];
}
