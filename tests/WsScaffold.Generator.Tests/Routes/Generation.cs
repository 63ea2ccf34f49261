using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WsScaffold.Generator.Tests.Routes;

/// <summary>Source text through the real generator.</summary>
internal static class Generation
{
    /// <summary>What a user's project has beside the source of a test.</summary>
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

    /// <summary>What a build tells that runs no analyzers, so that the generator says what is wrong.</summary>
    public static IReadOnlyDictionary<string, string> WithoutAnalyzers { get; } = new Dictionary<string, string> { ["build_property.RunAnalyzers"] = "false" };

    /// <summary>The user's code with the generated beside it, whatever the compiler says of it.</summary>
    /// <param name="properties">What the project tells compiler and generator: <c>build_property.Name</c>.</param>
    /// <param name="beside">Other generators of the project.</param>
    public static CSharpCompilation Run(CSharpCompilation compilation, IReadOnlyDictionary<string, string>? properties = null, params ISourceGenerator[] beside)
    {
        var options = (CSharpParseOptions)compilation.SyntaxTrees[0].Options;
        CSharpGeneratorDriver.Create(
                [new WsScaffoldGenerator().AsSourceGenerator(), .. beside], parseOptions: options, optionsProvider: properties is null ? null : new ProjectProperties(properties))
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics, TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics);
        return (CSharpCompilation)output;
    }

    /// <summary>System.Text.Json's own generator, as the SDK runs it beside ours.</summary>
    public static ISourceGenerator SystemTextJson { get; } = LoadSystemTextJson();

    /// <summary>The text of the generated files by name.</summary>
    public static SortedDictionary<string, string> Sources(GeneratorDriver driver)
    {
        var result = Assert.Single(driver.GetRunResult().Results);
        Assert.Null(result.Exception);
        return new(result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString()), StringComparer.Ordinal);
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
