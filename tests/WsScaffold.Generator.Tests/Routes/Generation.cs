using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WsScaffold.Generator.Tests.Routes;

/// <summary>Runs the generator on source text.</summary>
internal static class Generation
{
    /// <summary>The global usings of a user's project.</summary>
    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Text.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Logging;
        global using WsScaffold;
        """;

    public static CSharpCompilation Compile(params IEnumerable<string> sources) => GeneratedAssembly.Compile([Usings, .. sources]);

    /// <summary>The properties of a build without analyzers, in which the generator reports errors.</summary>
    public static IReadOnlyDictionary<string, string> WithoutAnalyzers { get; } =
        new Dictionary<string, string> { ["build_property.RunAnalyzers"] = "false" };

    /// <summary>Adds the generated code to a compilation, which may have errors.</summary>
    /// <param name="properties">The properties of the project, as <c>build_property.Name</c>.</param>
    /// <param name="others">Other generators of the project.</param>
    public static CSharpCompilation Run(
        CSharpCompilation compilation, IReadOnlyDictionary<string, string>? properties = null, params ISourceGenerator[] others)
    {
        CSharpGeneratorDriver.Create(
                [new WsScaffoldGenerator().AsSourceGenerator(), .. others],
                parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
                optionsProvider: properties is null ? null : new ProjectProperties(properties))
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics, TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics);
        return (CSharpCompilation)output;
    }

    /// <summary>The generator of System.Text.Json, which the SDK runs in every project.</summary>
    public static ISourceGenerator SystemTextJson { get; } = LoadSystemTextJson();

    /// <summary>The texts of the generated files, by file name.</summary>
    public static SortedDictionary<string, string> Sources(GeneratorDriver driver)
    {
        var result = Assert.Single(driver.GetRunResult().Results);
        Assert.Null(result.Exception);
        var texts = result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());
        return new(texts, StringComparer.Ordinal);
    }

    private static ISourceGenerator LoadSystemTextJson()
    {
        var packs = new DirectoryInfo(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../packs/Microsoft.NETCore.App.Ref"));
        var file = packs.GetFiles("System.Text.Json.SourceGeneration.dll", SearchOption.AllDirectories).First();
        var type = Assembly.LoadFrom(file.FullName).GetType("System.Text.Json.SourceGeneration.JsonSourceGenerator")!;
        return ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator();
    }

    public static SortedDictionary<string, string> Sources(CSharpCompilation compilation) => Sources(
        CSharpGeneratorDriver.Create(new WsScaffoldGenerator()).RunGenerators(compilation, TestContext.Current.CancellationToken));

    private sealed class ProjectProperties(IReadOnlyDictionary<string, string> properties) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(properties);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Options(IReadOnlyDictionary<string, string> properties) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value) => properties.TryGetValue(key, out value!);
        }
    }
}
