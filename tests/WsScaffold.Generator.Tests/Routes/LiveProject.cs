using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using WsScaffold.Generator.Pipeline;

namespace WsScaffold.Generator.Tests.Routes;

/// <summary>A project in an editor, which keeps the state of the generator between edits.</summary>
internal sealed class LiveProject
{
    private readonly Dictionary<string, SyntaxTree> _files = [];
    private GeneratorDriver _driver = CSharpGeneratorDriver.Create(
        [new WsScaffoldGenerator().AsSourceGenerator()],
        parseOptions: GeneratedAssembly.Language,
        driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public LiveProject(IEnumerable<KeyValuePair<string, string>> files)
    {
        Compilation = Generation.Compile();
        foreach (var file in files)
        {
            Write(file.Key, file.Value);
        }

        Run();
    }

    public CSharpCompilation Compilation { get; private set; }

    /// <summary>The texts of the generated files, by file name.</summary>
    public SortedDictionary<string, string> Sources => Generation.Sources(_driver);

    /// <summary>The output of a new generator, without state of earlier edits.</summary>
    public SortedDictionary<string, string> FreshSources => Generation.Sources(Compilation);

    public GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

    /// <summary>Adds, replaces or (with <see langword="null"/>) removes a file, and runs the generator.</summary>
    public void Edit(string file, string? text)
    {
        Write(file, text);
        Run();
    }

    /// <summary>Replaces a part of a file, and runs the generator.</summary>
    public void Edit(string file, string from, string to)
    {
        var text = _files[file].ToString();
        Assert.Contains(from, text, StringComparison.Ordinal);
        Edit(file, text.Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>Adds references, and runs the generator.</summary>
    public void Reference(params MetadataReference[] references)
    {
        Compilation = Compilation.AddReferences(references);
        Run();
    }

    /// <summary>The named steps whose output the last edit changed.</summary>
    public string[] ChangedSteps()
    {
        string[] steps =
        [
            Steps.Api, Steps.Handlers, Steps.Routes, Steps.Facts, Steps.Contracts, Steps.Validation, Steps.Table, Steps.Aws,
        ];
        return [.. steps.Where(name => Result.TrackedSteps[name].SelectMany(step => step.Outputs).Any(IsChanged))];

        static bool IsChanged((object Value, IncrementalStepRunReason Reason) output) =>
            output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged);
    }

    private void Write(string file, string? text)
    {
        if (_files.Remove(file, out var old))
        {
            var tree = text is null ? null : old.WithChangedText(SourceText.From(text));
            Compilation = tree is null ? Compilation.RemoveSyntaxTrees(old) : Compilation.ReplaceSyntaxTree(old, tree);
            if (tree is not null)
            {
                _files[file] = tree;
            }
        }
        else if (text is not null)
        {
            _files[file] = CSharpSyntaxTree.ParseText(text, GeneratedAssembly.Language, file);
            Compilation = Compilation.AddSyntaxTrees(_files[file]);
        }
    }

    private void Run() => _driver = _driver.RunGenerators(Compilation, TestContext.Current.CancellationToken);
}
