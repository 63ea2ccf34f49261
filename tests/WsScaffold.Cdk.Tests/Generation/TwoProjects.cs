using System.Reflection;
using System.Runtime.Loader;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using WsScaffold.Cdk.Generator;
using WsScaffold.Generator;

namespace WsScaffold.Cdk.Tests.Generation;

/// <summary>An API's project, and one that references it to deploy it: each with its generator.</summary>
internal static class TwoProjects
{
    private const string Usings = "global using System; global using System.Threading.Tasks; global using WsScaffold;\n";

    private static readonly CSharpParseOptions _language = new(LanguageVersion.CSharp14);

    private static readonly MetadataReference[] _apiReferences = [.. Net100.References.All, FileOf(typeof(WebSocketApiAttribute))];

    private static readonly MetadataReference[] _infraReferences =
    [
        .. Net100.References.All, FileOf(typeof(WebSocketApiDefinition)), FileOf(typeof(Amazon.CDK.Stack)), FileOf(typeof(Constructs.Construct)), FileOf(typeof(Amazon.JSII.Runtime.Deputy.DeputyBase)),
    ];

    /// <summary>The API's assembly as others reference it, generated code included.</summary>
    public static MetadataReference Api(string source, string name = "Chat.Api")
    {
        var compilation = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(Usings + source, _language)], _apiReferences, Options);
        CSharpGeneratorDriver.Create([new WsScaffoldGenerator().AsSourceGenerator()], parseOptions: _language)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _, TestContext.Current.CancellationToken);
        return MetadataReference.CreateFromImage(Emit(output));
    }

    /// <summary>An assembly whose facts are written by hand.</summary>
    public static MetadataReference Library(string source, string name) =>
        MetadataReference.CreateFromImage(Emit(CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(source, _language)], _apiReferences, Options)));

    public static CSharpCompilation Infra(string source, params MetadataReference[] apis) =>
        CSharpCompilation.Create("Chat.Infra", [CSharpSyntaxTree.ParseText(source, _language)], [.. _infraReferences, FileOf(typeof(WebSocketApiAttribute)), .. apis], Options);

    public static GeneratorDriver Driver(AnalyzerConfigOptionsProvider? options = null) => CSharpGeneratorDriver.Create(
        [new WsScaffoldCdkGenerator().AsSourceGenerator()], parseOptions: _language, optionsProvider: options, driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The text of the one file that is generated for the project that deploys.</summary>
    public static string Generated(params MetadataReference[] apis) =>
        Assert.Single(Driver().RunGenerators(Infra("", apis), TestContext.Current.CancellationToken).GetRunResult().GeneratedTrees).ToString();

    /// <summary>What a build of the project that deploys prints: the place, if it is in what people wrote, and the message.</summary>
    public static async Task<string[]> BuildAsync(string source, params MetadataReference[] apis)
    {
        Driver().RunGeneratorsAndUpdateCompilation(Infra(source, apis), out var output, out _, TestContext.Current.CancellationToken);
        var all = await output.WithAnalyzers([new DeploymentAnalyzer()]).GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. all.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => $"{TextAt(diagnostic.Location)}: {diagnostic.Id}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}")];
    }

    /// <summary>What the compiler says that is wrong in a build without analyzers.</summary>
    public static string[] Errors(string source, params MetadataReference[] apis)
    {
        Driver(new WithoutAnalyzers()).RunGeneratorsAndUpdateCompilation(Infra(source, apis), out var output, out _, TestContext.Current.CancellationToken);
        return [.. output.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture))];
    }

    private static string TextAt(Location place) => place.SourceTree?.ToString().Substring(place.SourceSpan.Start, place.SourceSpan.Length) ?? "";

    /// <summary>The definition, out of the compiled project.</summary>
    public static WebSocketApiDefinition Definition(MetadataReference api)
    {
        Driver().RunGeneratorsAndUpdateCompilation(Infra("", api), out var output, out _, TestContext.Current.CancellationToken);
        var assembly = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(new MemoryStream(Emit(output)));
        var routes = assembly.GetTypes().Single(type => type.Name.EndsWith("Routes", StringComparison.Ordinal));
        return (WebSocketApiDefinition)routes.GetProperty("Definition", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
    }

    // CS1701 is off in every project: the CDK is compiled against an older System.Runtime.
    private static CSharpCompilationOptions Options => new(
        OutputKind.DynamicallyLinkedLibrary,
        nullableContextOptions: NullableContextOptions.Enable,
        warningLevel: 9999,
        specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress)]);

    private static byte[] Emit(Compilation compilation)
    {
        using var image = new MemoryStream();
        var diagnostics = compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        Assert.Empty(diagnostics);
        return image.ToArray();
    }

    private static PortableExecutableReference FileOf(Type type) => MetadataReference.CreateFromFile(type.Assembly.Location);

    private sealed class WithoutAnalyzers : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Properties();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Properties : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value)
            {
                value = "false";
                return key == "build_property.RunAnalyzers";
            }
        }
    }
}
