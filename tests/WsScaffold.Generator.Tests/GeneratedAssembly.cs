using System.Reflection;
using System.Runtime.Loader;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WsScaffold.Generator.Tests;

/// <summary>Compiles source together with the code generated for it, as in a user's project, and loads the assembly.</summary>
internal sealed class GeneratedAssembly : IDisposable
{
    public static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14);

    private static readonly MetadataReference[] _references =
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

    private readonly AssemblyLoadContext _context = new("generated", isCollectible: true);

    private GeneratedAssembly(Stream image) => Assembly = _context.LoadFromStream(image);

    public Assembly Assembly { get; }

    // All compilations share the symbols of what they reference, which take longer to make than those of a test's source.
    private static readonly CSharpCompilation _withoutSources = CSharpCompilation.Create(
        "Generated",
        [],
        _references,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable,
            allowUnsafe: false,
            warningLevel: 9999,

            // The SDK suppresses these too. They are reported for packages built against an older framework.
            specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]));

    public static CSharpCompilation Compile(params IEnumerable<string> sources) =>
        _withoutSources.AddSyntaxTrees(sources.Select(source => CSharpSyntaxTree.ParseText(source, Language)));

    public static CSharpCompilation Add(CSharpCompilation compilation, string generated) =>
        compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(generated, Language));

    /// <summary>Asserts that a compilation has no errors or warnings, and loads it.</summary>
    public static GeneratedAssembly Load(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var diagnostics = compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Diagnostics;
        var problems = diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToArray();
        Assert.True(problems.Length == 0, string.Join("\n", problems.Take(20).Select(Explain)));
        image.Position = 0;
        return new(image);
    }

    private static string Explain(Diagnostic diagnostic)
    {
        var line = diagnostic.Location.GetLineSpan().StartLinePosition.Line;
        return $"{diagnostic}\n    {diagnostic.Location.SourceTree?.GetText().Lines[line]}";
    }

    public void Dispose() => _context.Unload();
}
