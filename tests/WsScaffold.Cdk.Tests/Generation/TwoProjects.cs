using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using WsScaffold.Cdk.Generator;
using WsScaffold.Generator;

namespace WsScaffold.Cdk.Tests.Generation;

/// <summary>An API's project, and an infrastructure project that references it. Each is compiled with its own generator.</summary>
internal static class TwoProjects
{
    private const string Usings = "global using System; global using System.Threading.Tasks; global using WsScaffold;\n";

    private static readonly CSharpParseOptions _language = new(LanguageVersion.CSharp14);

    private static readonly MetadataReference[] _apiReferences = [.. Net100.References.All, FileOf(typeof(WebSocketApiAttribute))];

    private static readonly MetadataReference[] _infraReferences =
    [
        .. Net100.References.All,
        FileOf(typeof(WebSocketApiDefinition)),
        FileOf(typeof(Amazon.CDK.Stack)),
        FileOf(typeof(Constructs.Construct)),
        FileOf(typeof(Amazon.JSII.Runtime.Deputy.DeputyBase)),
    ];

    /// <summary>A reference to the API's assembly, including the generated code.</summary>
    public static MetadataReference Api(string source, string name = "Chat.Api")
    {
        var compilation = Compilation(name, Usings + source, _apiReferences);
        CSharpGeneratorDriver.Create([new WsScaffoldGenerator().AsSourceGenerator()], parseOptions: _language)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _, TestContext.Current.CancellationToken);
        return MetadataReference.CreateFromImage(Emit(output));
    }

    /// <summary>A reference to an assembly with attributes written by hand.</summary>
    public static MetadataReference Library(string source, string name) =>
        MetadataReference.CreateFromImage(Emit(Compilation(name, source, _apiReferences)));

    public static CSharpCompilation Infra(string source, params MetadataReference[] apis) =>
        Compilation("Chat.Infra", source, [.. _infraReferences, FileOf(typeof(WebSocketApiAttribute)), .. apis]);

    public static GeneratorDriver Driver(AnalyzerConfigOptionsProvider? options = null) => CSharpGeneratorDriver.Create(
        [new WsScaffoldCdkGenerator().AsSourceGenerator()],
        parseOptions: _language,
        optionsProvider: options,
        driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The text of the only file that is generated for the infrastructure project.</summary>
    public static string Generated(params MetadataReference[] apis)
    {
        var driver = Driver().RunGenerators(Infra("", apis), TestContext.Current.CancellationToken);
        return Assert.Single(driver.GetRunResult().GeneratedTrees).ToString();
    }

    /// <summary>The warnings and errors of the infrastructure project: the source text at the location, and the message.</summary>
    public static async Task<string[]> BuildAsync(string source, params MetadataReference[] apis)
    {
        Driver().RunGeneratorsAndUpdateCompilation(Infra(source, apis), out var output, out _, TestContext.Current.CancellationToken);
        var all = await output.WithAnalyzers([new DeploymentAnalyzer()]).GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. all.Where(IsProblem).Select(problem => $"{TextAt(problem.Location)}: {problem.Id}: {MessageOf(problem)}")];
    }

    /// <summary>The compiler's messages in a build without analyzers.</summary>
    public static string[] Errors(string source, params MetadataReference[] apis)
    {
        var stop = TestContext.Current.CancellationToken;
        Driver(new WithoutAnalyzers()).RunGeneratorsAndUpdateCompilation(Infra(source, apis), out var output, out _, stop);
        return [.. output.GetDiagnostics(stop).Where(IsProblem).Select(MessageOf)];
    }

    /// <summary>The definition, read from the compiled infrastructure project.</summary>
    public static WebSocketApiDefinition Definition(MetadataReference api)
    {
        Driver().RunGeneratorsAndUpdateCompilation(Infra("", api), out var output, out _, TestContext.Current.CancellationToken);
        var assembly = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(new MemoryStream(Emit(output)));
        var routes = assembly.GetTypes().Single(type => type.Name.EndsWith("Routes", StringComparison.Ordinal));
        return (WebSocketApiDefinition)routes.GetProperty("Definition", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
    }

    private static bool IsProblem(Diagnostic diagnostic) => diagnostic.Severity >= DiagnosticSeverity.Warning;

    private static string MessageOf(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);

    private static string TextAt(Location place) =>
        place.SourceTree?.ToString().Substring(place.SourceSpan.Start, place.SourceSpan.Length) ?? "";

    private static CSharpCompilation Compilation(string name, string source, MetadataReference[] references) =>
        CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(source, _language)], references, Options);

    // The SDK suppresses CS1701 in every project. The CDK is compiled against an older System.Runtime.
    private static CSharpCompilationOptions Options => new(
        OutputKind.DynamicallyLinkedLibrary,
        nullableContextOptions: NullableContextOptions.Enable,
        warningLevel: 9999,
        specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress)]);

    private static byte[] Emit(Compilation compilation)
    {
        using var image = new MemoryStream();
        Assert.Empty(compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Diagnostics.Where(IsProblem));
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
