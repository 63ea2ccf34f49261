using System.Reflection;
using Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using WsScaffold;
using WsScaffold.Generator;
using WsScaffold.Generator.Analyzers;

var rounds = args.Contains("--quick") ? 3 : 25;
var ours = new EditedProject(Sources.WsScaffold, typeof(WebSocketApiAttribute));
var theirs = new EditedProject(Sources.Mediator, typeof(Mediator.IMediator), typeof(IServiceCollection));
var table = new Table(rounds);

table.Add("parse and bind the edited file", "compiler", ours.Type, edit => edit.Project.GetSemanticModel(edit.File).GetDiagnostics());
table.Add("clean run: WsScaffold, generator", "clean", ours.Open, project => Generator(new WsScaffoldGenerator()).RunGenerators(project));
table.Add("clean run: WsScaffold, analyzers", "clean", ours.Open, AnalyzeProject);
table.Add("clean run: Mediator.SourceGenerator", "clean", theirs.Open, project => Generator(MediatorGenerator()).RunGenerators(project));

var live = Generator(new WsScaffoldGenerator()).RunGenerators(ours.Open());
var theirLive = Generator(MediatorGenerator()).RunGenerators(theirs.Open());
table.Add("keystroke: WsScaffold, generator", "keystroke", ours.Type, edit => live = live.RunGenerators(edit.Project));
table.Add("keystroke: WsScaffold, analyzers on the file", "keystroke", ours.Type, AnalyzeFile);
table.Add("keystroke: Mediator.SourceGenerator", "keystroke", theirs.Type, edit => theirLive = theirLive.RunGenerators(edit.Project));

// After this keystroke the generator cannot stop at its first steps.
table.Add("a member's name: WsScaffold, generator", "name", ours.TypeName, edit => live = live.RunGenerators(edit.Project));
table.Add("a member's name: WsScaffold, analyzers on the file", "name", ours.TypeName, AnalyzeFile);
table.Add("a member's name: Mediator.SourceGenerator", "name", theirs.TypeName, edit => theirLive = theirLive.RunGenerators(edit.Project));

table.Print();
var steps = live.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(step => step.Value);
var outputs = steps.SelectMany(step => step.Outputs).ToArray();
var rerun = outputs.Count(output => output.Reason is not IncrementalStepRunReason.Cached);
Console.WriteLine($"outputs generated again after a keystroke: {rerun} of {outputs.Length}");
return outputs.Length > 0 && rerun == 0 ? 0 : 1;

static GeneratorDriver Generator(IIncrementalGenerator generator) => CSharpGeneratorDriver.Create(
    [generator.AsSourceGenerator()],
    parseOptions: new CSharpParseOptions(LanguageVersion.CSharp14),
    driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: generator is WsScaffoldGenerator));

static CompilationWithAnalyzers Analyze(CSharpCompilation project) => new(
    project,
    [new ApiAnalyzer(), new SendingAnalyzer(), new FanOutAnalyzer()],
    new CompilationWithAnalyzersOptions(
        new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false));

static void AnalyzeProject(CSharpCompilation project) => Analyze(project).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();

static void AnalyzeFile((CSharpCompilation Project, SyntaxTree File) edit)
{
    var model = edit.Project.GetSemanticModel(edit.File);
    Analyze(edit.Project).GetAnalyzerSemanticDiagnosticsAsync(model, null, default).GetAwaiter().GetResult();
}

static IIncrementalGenerator MediatorGenerator()
{
    const string Name = "Mediator.SourceGenerator";
    var metadata = typeof(Table).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>();
    var folder = metadata.Single(attribute => attribute.Key == Name).Value!;
    var assemblies = Directory.GetFiles(folder, "*.dll").Select(Assembly.LoadFrom).ToArray();
    var types = assemblies.Single(assembly => assembly.GetName().Name == Name).GetTypes();
    var type = types.Single(type => type.IsDefined(typeof(GeneratorAttribute)));
    return (IIncrementalGenerator)Activator.CreateInstance(type)!;
}
