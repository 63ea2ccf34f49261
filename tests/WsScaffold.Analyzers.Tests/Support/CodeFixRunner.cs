using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using WsScaffold.CodeFixes;

namespace WsScaffold.Analyzers.Tests.Support;

/// <summary>Applies code fixes as an editor does: to one diagnostic, or to all of a file.</summary>
internal static class CodeFixRunner
{
    private static readonly List<Project> _emptyProjects = [];

    public static readonly RuleFix[] Fixes =
    [
        .. typeof(RuleFix).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(RuleFix)) && !type.IsAbstract)
            .Select(type => (RuleFix)Activator.CreateInstance(type)!),
    ];

    /// <summary>The text of the file after its only code fix; null if no fix is offered.</summary>
    public static async Task<string?> FixAsync(CSharpCompilation compilation, Diagnostic diagnostic)
    {
        var document = await OpenAsync(compilation, diagnostic.Location.SourceTree!);
        var actions = new List<CodeAction>();
        foreach (var fix in Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            await fix.RegisterCodeFixesAsync(
                new(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        }

        return actions.Count == 0 ? null : await ApplyAsync(Assert.Single(actions), document.Id);
    }

    /// <summary>The text of the file after Fix All with one code fix.</summary>
    public static async Task<string> FixAllAsync(
        CSharpCompilation compilation, SyntaxTree file, RuleFix fix, IReadOnlyCollection<Diagnostic> diagnostics)
    {
        var document = await OpenAsync(compilation, file);
        var context = new FixAllContext(
            document,
            fix,
            FixAllScope.Document,
            fix.GetType().Name,
            fix.FixableDiagnosticIds,
            new KnownDiagnostics(diagnostics),
            TestContext.Current.CancellationToken);
        return await fix.GetFixAllProvider().GetFixAsync(context) is { } action
            ? await ApplyAsync(action, document.Id)
            : file.ToString();
    }

    private static async Task<Document> OpenAsync(CSharpCompilation compilation, SyntaxTree file)
    {
        var project = await EmptyProjectAsync(compilation);
        DocumentId? open = null;
        foreach (var tree in compilation.SyntaxTrees)
        {
            var text = await tree.GetTextAsync(TestContext.Current.CancellationToken);
            var document = project.AddDocument($"File{project.DocumentIds.Count}.cs", text);
            project = document.Project;
            open = tree == file ? document.Id : open;
        }

        return project.GetDocument(open!)!;
    }

    // Projects with the same references share the symbols of them: one compiled project without documents is kept for each set.
    private static async Task<Project> EmptyProjectAsync(CSharpCompilation compilation)
    {
        Project? project;
        lock (_emptyProjects)
        {
            project = _emptyProjects.Find(empty =>
                empty.CompilationOptions!.Equals(compilation.Options) && empty.MetadataReferences.SequenceEqual(compilation.References));
            if (project is null)
            {
                project = new AdhocWorkspace().CurrentSolution
                    .AddProject("Case", "Case", LanguageNames.CSharp)
                    .WithParseOptions(compilation.SyntaxTrees[0].Options)
                    .WithCompilationOptions(compilation.Options)
                    .WithMetadataReferences(compilation.References);
                _emptyProjects.Add(project);
            }
        }

        await project.GetCompilationAsync(TestContext.Current.CancellationToken);
        return project;
    }

    private static async Task<string> ApplyAsync(CodeAction action, DocumentId document)
    {
        var operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        var solution = Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution;
        var text = await solution.GetDocument(document)!.GetTextAsync(TestContext.Current.CancellationToken);
        return text.ToString();
    }

    private sealed class KnownDiagnostics(IEnumerable<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(
            Project project, CancellationToken cancellationToken) => Task.FromResult(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(
            Document document, CancellationToken cancellationToken) => Task.FromResult(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(
            Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
