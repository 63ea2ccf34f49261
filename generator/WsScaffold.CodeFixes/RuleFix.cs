using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace WsScaffold.CodeFixes;

/// <summary>
/// Mends what some rules find, one file at a time: alone, and all of a project at once. Fix All works on documents, since
/// <c>dotnet format</c> mends only one rule of several with the batch fixer.
/// </summary>
public abstract class RuleFix(string title, params string[] ids) : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. ids];

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(
        async (context, document, diagnostics) => await MendAllAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            // What can't be mended isn't offered, which only trying tells.
            if (await MendAllAsync(context.Document, [diagnostic], context.CancellationToken).ConfigureAwait(false) is { } mended)
            {
                context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(mended), equivalenceKey: GetType().Name), diagnostic);
            }
        }
    }

    /// <summary>The file with one mistake mended; null when nobody can know how.</summary>
    /// <param name="document">The file as it is.</param>
    /// <param name="root">Its syntax.</param>
    /// <param name="node">What the diagnostic is on.</param>
    private protected abstract Task<SyntaxNode?> MendAsync(Document document, SyntaxNode root, SyntaxNode node, CancellationToken cancellationToken);

    private async Task<Document?> MendAllAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        if (root is null)
        {
            return null;
        }

        // Each mend moves what comes after it: the places are marked before the first.
        var places = diagnostics.Where(diagnostic => root.FullSpan.Contains(diagnostic.Location.SourceSpan))
            .Select(diagnostic => root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true))
            .Where(node => node != root)
            .Distinct()
            .ToDictionary(static node => node, static _ => new SyntaxAnnotation());
        document = document.WithSyntaxRoot(root.ReplaceNodes(places.Keys, (before, after) => after.WithAdditionalAnnotations(places[before])));
        var isMended = false;
        foreach (var place in places.Values)
        {
            root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
            if (root?.GetAnnotatedNodes(place).FirstOrDefault() is { } node
                && await MendAsync(document, root, node, cancellationToken).ConfigureAwait(false) is { } mended)
            {
                document = document.WithSyntaxRoot(mended);
                isMended = true;
            }
        }

        return isMended ? document : null;
    }
}
