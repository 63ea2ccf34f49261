using System.Reflection;
using System.Runtime.Loader;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WsScaffold.Generator.Tests;

/// <summary>Compiles source with generated code beside it, as a user's project would, and loads the result.</summary>
internal sealed class GeneratedAssembly : IDisposable
{
    public static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14);

    private static readonly MetadataReference[] References =
    [
        .. Net100.References.All,
        .. new[]
        {
            typeof(WebSocketApiAttribute),
            typeof(IServiceCollection),
            typeof(ServiceProvider),
            typeof(ILogger),
            typeof(LoggerFactory),
        }.Select(type => MetadataReference.CreateFromFile(type.Assembly.Location)),
    ];

    private readonly AssemblyLoadContext context = new("generated", isCollectible: true);

    private GeneratedAssembly(Stream image) => Assembly = context.LoadFromStream(image);

    public Assembly Assembly { get; }

    public static CSharpCompilation Compile(params IEnumerable<string> sources) => CSharpCompilation.Create(
        "Generated",
        sources.Select(source => CSharpSyntaxTree.ParseText(source, Language)),
        References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable,
            allowUnsafe: false,
            warningLevel: 9999,

            // As the SDK does, for a package that was built against an older framework.
            specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]));

    public static CSharpCompilation Add(CSharpCompilation compilation, string generated) =>
        compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(generated, Language));

    /// <summary>Loads a compilation that has neither errors nor warnings.</summary>
    public static GeneratedAssembly Load(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var diagnostics = compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Diagnostics;
        Assert.True(diagnostics.All(IsSilent), string.Join("\n", diagnostics.Where(diagnostic => !IsSilent(diagnostic)).Take(20).Select(Explain)));
        image.Position = 0;
        return new(image);
    }

    private static bool IsSilent(Diagnostic diagnostic) => diagnostic.Severity < DiagnosticSeverity.Warning;

    private static string Explain(Diagnostic diagnostic)
    {
        var line = diagnostic.Location.GetLineSpan().StartLinePosition.Line;
        return $"{diagnostic}\n    {diagnostic.Location.SourceTree?.GetText().Lines[line]}";
    }

    public void Dispose() => context.Unload();
}
