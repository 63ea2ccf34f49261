using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using WsScaffold.Generator.Analyzers;
using WsScaffold.Generator.Tests.Routes;

namespace WsScaffold.Analyzers.Tests;

/// <summary>The analyzers as the compiler and as an editor run them.</summary>
internal static class Analysis
{
    public static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = [new ApiAnalyzer(), new SendingAnalyzer(), new FanOutAnalyzer(), new SendSuppressor()];

    public static CSharpCompilation Compile(params IEnumerable<string> sources) => Compile(sources, []);

    /// <param name="references">What the project references beside WsScaffold.</param>
    public static CSharpCompilation Compile(IEnumerable<string> sources, MetadataReference[] references)
    {
        var compilation = Generation.Compile(sources).AddReferences(references);
        ISourceGenerator[] beside = sources.Any(source => source.Contains("JsonSerializable(", StringComparison.Ordinal)) ? [Generation.SystemTextJson] : [];
        return Generation.Run(compilation.WithOptions(compilation.Options.WithAllowUnsafe(true)), beside: beside);
    }

    /// <summary>All that a build prints: of the compiler, of what is generated and of the analyzers.</summary>
    public static async Task<Diagnostic[]> BuildAsync(CSharpCompilation compilation)
    {
        var all = await Run(compilation).GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(all, diagnostic => diagnostic.Id == "AD0001");
        return [.. all.Where(diagnostic => !diagnostic.IsSuppressed && (diagnostic.Severity >= DiagnosticSeverity.Warning || diagnostic.Id.StartsWith("WSS", StringComparison.Ordinal)))];
    }

    /// <summary>What an editor underlines in one open file, whatever the others hold.</summary>
    public static async Task<Diagnostic[]> OpenAsync(CSharpCompilation compilation, SyntaxTree file)
    {
        var found = await Run(compilation).GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(file), filterSpan: null, TestContext.Current.CancellationToken);
        return [.. found];
    }

    private static CompilationWithAnalyzers Run(CSharpCompilation compilation) => new(
        compilation,
        Analyzers,
        new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: false));
}
