using System.Globalization;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Tests.Routes;

/// <summary>Classes whose handlers have a Lambda function of their own.</summary>
public sealed class FunctionTests
{
    [Theory]
    [InlineData("(\"\")", "has the name ''. Use a letter, followed by up to 31 letters, digits or hyphens.")]
    [InlineData("(\"a b\")", "has the name 'a b'. Use a letter, followed by up to 31 letters, digits or hyphens.")]
    [InlineData("(\"reports\", MemorySize = 64)", "has a MemorySize of 64. Lambda allows 128 to 10240 megabytes.")]
    [InlineData("(\"reports\", MemorySize = 10241)", "has a MemorySize of 10241. Lambda allows 128 to 10240 megabytes.")]
    [InlineData("(\"reports\", TimeoutSeconds = 30)", "has a timeout of 30 seconds. Use 1 to 29: API Gateway doesn't wait longer.")]
    public void A_function_that_Lambda_has_not_is_refused(string arguments, string problem) => Assert.Equal(
        [$"#error: 'WSS0801: The [LambdaFunction] of 'Reports' {problem}'"],
        Errors($"[LambdaFunction{arguments}] public static class Reports {{ [WebSocketRoute(\"a\")] public static string Write() => \"\"; }}"));

    [Fact]
    public void One_function_has_one_size() => Assert.Equal(
        ["#error: 'WSS0802: [LambdaFunction(\"reports\")] has different settings in different places. Set them on one class, and only the name on the others.'"],
        Errors("""
            [LambdaFunction("reports", MemorySize = 512)] public static class A { [WebSocketRoute("a")] public static string Write() => ""; }
            [LambdaFunction("reports", MemorySize = 1024)] public static class B { [WebSocketRoute("b")] public static string Write() => ""; }
            """));

    [Fact]
    public void An_authorizer_is_of_a_function_as_well() => Assert.Equal(
        ["#error: 'WSS0802: [LambdaFunction(\"reports\")] has different settings in different places. Set them on one class, and only the name on the others.'"],
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
