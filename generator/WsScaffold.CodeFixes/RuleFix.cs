using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace WsScaffold.CodeFixes;

/// <summary>
/// Base class of the code fixes. A code fix changes one file and can fix the mistakes of several rules. Fix All works on whole
/// documents because <c>dotnet format</c> with the batch fixer fixes only one of several rules.
/// </summary>
/// <param name="title">The title in the editor's menu.</param>
/// <param name="ids">The IDs of the rules.</param>
public abstract class RuleFix(string title, params string[] ids) : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. ids];

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(
        async (context, document, diagnostics) =>
            await FixDocumentAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            // Whether the mistake can be fixed is known only after trying.
            if (await FixDocumentAsync(context.Document, [diagnostic], context.CancellationToken).ConfigureAwait(false) is { } document)
            {
                var action = CodeAction.Create(title, _ => Task.FromResult(document), equivalenceKey: GetType().Name);
                context.RegisterCodeFix(action, diagnostic);
            }
        }
    }

    /// <summary>Fixes one mistake. Returns the new root of the file, or null if the right fix is unknown.</summary>
    /// <param name="document">The file with the mistake.</param>
    /// <param name="root">The root of the file.</param>
    /// <param name="node">The node that the diagnostic underlines.</param>
    /// <param name="cancellationToken">Cancels the fix.</param>
    private protected abstract Task<SyntaxNode?> FixAsync(
        Document document, SyntaxNode root, SyntaxNode node, CancellationToken cancellationToken);

    private async Task<Document?> FixDocumentAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        if (root is null)
        {
            return null;
        }

        // Each fix moves the code after it, so all nodes are marked before the first fix.
        var marks = diagnostics.Where(diagnostic => root.FullSpan.Contains(diagnostic.Location.SourceSpan))
            .Select(diagnostic => root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true))
            .Where(node => node != root)
            .Distinct()
            .ToDictionary(static node => node, static _ => new SyntaxAnnotation());
        root = root.ReplaceNodes(marks.Keys, (before, after) => after.WithAdditionalAnnotations(marks[before]));
        document = document.WithSyntaxRoot(root);
        var isFixed = false;
        foreach (var mark in marks.Values)
        {
            root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
            if (root?.GetAnnotatedNodes(mark).FirstOrDefault() is { } node
                && await FixAsync(document, root, node, cancellationToken).ConfigureAwait(false) is { } fixedRoot)
            {
                document = document.WithSyntaxRoot(fixedRoot);
                isFixed = true;
            }
        }

        return isFixed ? document : null;
    }
}
