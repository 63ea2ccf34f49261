using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using WsScaffold.CodeFixes;

namespace WsScaffold.Analyzers.Tests;

/// <summary>The code fixes as an editor offers them: one by one, and all of a file.</summary>
internal static class Fixing
{
    public static readonly RuleFix[] Fixes =
    [
        .. typeof(RuleFix).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(RuleFix)) && !type.IsAbstract)
            .Select(type => (RuleFix)Activator.CreateInstance(type)!),
    ];

    /// <summary>The file after the fix; null when none is offered.</summary>
    public static async Task<string?> FixAsync(CSharpCompilation compilation, Diagnostic diagnostic)
    {
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, compilation, diagnostic.Location.SourceTree!);
        var actions = new List<CodeAction>();
        foreach (var fix in Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            await fix.RegisterCodeFixesAsync(new(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        }

        if (actions.Count == 0)
        {
            return null;
        }

        var operations = await Assert.Single(actions).GetOperationsAsync(TestContext.Current.CancellationToken);
        return await TextAsync(Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution, document.Id);
    }

    /// <summary>The file after one fix mended all of these in it.</summary>
    public static async Task<string> FixAllAsync(CSharpCompilation compilation, SyntaxTree file, RuleFix fix, IReadOnlyCollection<Diagnostic> diagnostics)
    {
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, compilation, file);
        var context = new FixAllContext(
            document, fix, FixAllScope.Document, fix.GetType().Name, fix.FixableDiagnosticIds, new Known(diagnostics), TestContext.Current.CancellationToken);
        var action = await fix.GetFixAllProvider().GetFixAsync(context);
        if (action is null)
        {
            return file.ToString();
        }

        var operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        return await TextAsync(Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution, document.Id);
    }

    private static Document Open(AdhocWorkspace workspace, CSharpCompilation compilation, SyntaxTree file)
    {
        var project = workspace.CurrentSolution
            .AddProject("Case", "Case", LanguageNames.CSharp)
            .WithParseOptions(compilation.SyntaxTrees[0].Options)
            .WithCompilationOptions(compilation.Options)
            .WithMetadataReferences(compilation.References);
        DocumentId? open = null;
        foreach (var tree in compilation.SyntaxTrees)
        {
            var document = project.AddDocument($"File{project.DocumentIds.Count}.cs", tree.GetText(TestContext.Current.CancellationToken));
            project = document.Project;
            open = tree == file ? document.Id : open;
        }

        return project.GetDocument(open!)!;
    }

    private static async Task<string> TextAsync(Solution solution, DocumentId document) =>
        (await solution.GetDocument(document)!.GetTextAsync(TestContext.Current.CancellationToken)).ToString();

    private sealed class Known(IEnumerable<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
