using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using WsScaffold.Generator.Analyzers;
using WsScaffold.Generator.Tests.Routes;

namespace WsScaffold.Analyzers.Tests.Support;

/// <summary>Runs the analyzers as the compiler does and as an editor does.</summary>
internal static class Analysis
{
    public static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
        [new ApiAnalyzer(), new SendingAnalyzer(), new FanOutAnalyzer(), new SendSuppressor()];

    public static CSharpCompilation Compile(params IEnumerable<string> sources) => Compile(sources, []);

    /// <summary>Compiles a project and runs the generator on it.</summary>
    /// <param name="sources">The files of the project.</param>
    /// <param name="references">The references of the project in addition to WsScaffold.</param>
    public static CSharpCompilation Compile(IEnumerable<string> sources, MetadataReference[] references)
    {
        var compilation = Generation.Compile(sources).AddReferences(references);
        ISourceGenerator[] beside = sources.Any(source => source.Contains("JsonSerializable(", StringComparison.Ordinal))
            ? [Generation.SystemTextJson]
            : [];
        return Generation.Run(compilation.WithOptions(compilation.Options.WithAllowUnsafe(true)), others: beside);
    }

    /// <summary>Everything that a build prints: warnings and errors of the compiler, and all diagnostics of the analyzers.</summary>
    public static async Task<Diagnostic[]> BuildAsync(CSharpCompilation compilation)
    {
        var all = await WithAnalyzers(compilation).GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(all, IsAnalyzerException);
        return [.. all.Where(IsPrinted)];

        static bool IsPrinted(Diagnostic diagnostic) => !diagnostic.IsSuppressed
            && (diagnostic.Severity >= DiagnosticSeverity.Warning || diagnostic.Id.StartsWith("WSS", StringComparison.Ordinal));
    }

    /// <summary>The diagnostics that an editor asks for when this file is open.</summary>
    public static async Task<Diagnostic[]> OpenAsync(CSharpCompilation compilation, SyntaxTree file)
    {
        var found = await WithAnalyzers(compilation).GetAnalyzerSemanticDiagnosticsAsync(
            compilation.GetSemanticModel(file), filterSpan: null, TestContext.Current.CancellationToken);
        return [.. found];
    }

    /// <summary>Whether the compiler reports an exception in an analyzer.</summary>
    public static bool IsAnalyzerException(Diagnostic diagnostic) => diagnostic.Id == "AD0001";

    private static CompilationWithAnalyzers WithAnalyzers(CSharpCompilation compilation) => new(
        compilation,
        Analyzers,
        new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: null,
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: false));
}
