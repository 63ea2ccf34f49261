using System.Reflection;
using Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using WsScaffold;
using WsScaffold.Generator;
using WsScaffold.Generator.Analyzers;

var rounds = args.Contains("--quick") ? 3 : 25;
var ours = new EditedProject(Sources.WsScaffold, typeof(WebSocketApiAttribute));
var theirs = new EditedProject(Sources.Mediator, typeof(Mediator.IMediator), typeof(Microsoft.Extensions.DependencyInjection.IServiceCollection));
var table = new Table(rounds);

table.Add("parse and bind the edited file", "compiler", () => ours.Type(), edit => edit.Project.GetSemanticModel(edit.File).GetDiagnostics());
table.Add("clean run: WsScaffold, generator", "clean", () => ours.Open(), project => Generator(new WsScaffoldGenerator()).RunGenerators(project));
table.Add("clean run: WsScaffold, analyzers", "clean", () => ours.Open(), project => Analyze(project).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult());
table.Add("clean run: Mediator.SourceGenerator", "clean", () => theirs.Open(), project => Generator(MediatorGenerator()).RunGenerators(project));

var live = Generator(new WsScaffoldGenerator()).RunGenerators(ours.Open());
table.Add("keystroke: WsScaffold, generator", "keystroke", () => ours.Type(), edit => live = live.RunGenerators(edit.Project));
table.Add("keystroke: WsScaffold, analyzers on the file", "keystroke", () => ours.Type(), edit => Analyze(edit.Project).GetAnalyzerSemanticDiagnosticsAsync(edit.Project.GetSemanticModel(edit.File), null, default).GetAwaiter().GetResult());
var theirLive = Generator(MediatorGenerator()).RunGenerators(theirs.Open());
table.Add("keystroke: Mediator.SourceGenerator", "keystroke", () => theirs.Type(), edit => theirLive = theirLive.RunGenerators(edit.Project));


// The keystroke that the steps above can't stop at.
table.Add("a member's name: WsScaffold, generator", "name", () => ours.TypeName(), edit => live = live.RunGenerators(edit.Project));
table.Add("a member's name: WsScaffold, analyzers on the file", "name", () => ours.TypeName(), edit => Analyze(edit.Project).GetAnalyzerSemanticDiagnosticsAsync(edit.Project.GetSemanticModel(edit.File), null, default).GetAwaiter().GetResult());
table.Add("a member's name: Mediator.SourceGenerator", "name", () => theirs.TypeName(), edit => theirLive = theirLive.RunGenerators(edit.Project));

table.Print();
var emitted = live.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).ToArray();
Console.WriteLine($"emissions re-run by a keystroke: {emitted.Count(output => output.Reason is not IncrementalStepRunReason.Cached)} of {emitted.Length}");
return emitted.Length > 0 && emitted.All(output => output.Reason is IncrementalStepRunReason.Cached) ? 0 : 1;

static GeneratorDriver Generator(IIncrementalGenerator generator) => CSharpGeneratorDriver.Create(
    [generator.AsSourceGenerator()],
    parseOptions: new CSharpParseOptions(LanguageVersion.CSharp14),
    driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: generator is WsScaffoldGenerator));

static CompilationWithAnalyzers Analyze(CSharpCompilation project) => new(
    project,
    [new ApiAnalyzer(), new SendingAnalyzer(), new FanOutAnalyzer()],
    new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false));

static IIncrementalGenerator MediatorGenerator()
{
    var folder = typeof(Table).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Mediator.SourceGenerator").Value!;
    var assemblies = Directory.GetFiles(folder, "*.dll").Select(Assembly.LoadFrom).ToArray();
    var type = assemblies.Single(assembly => assembly.GetName().Name == "Mediator.SourceGenerator").GetTypes().Single(type => type.IsDefined(typeof(GeneratorAttribute)));
    return (IIncrementalGenerator)Activator.CreateInstance(type)!;
}
