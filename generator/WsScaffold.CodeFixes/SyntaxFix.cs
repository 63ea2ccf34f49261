using Microsoft.CodeAnalysis;

namespace WsScaffold.CodeFixes;

/// <summary>A code fix that needs only the syntax of the file.</summary>
public abstract class SyntaxFix(string title, params string[] ids) : RuleFix(title, ids)
{
    /// <inheritdoc cref="FixAsync"/>
    private protected abstract SyntaxNode? Fix(SyntaxNode root, SyntaxNode node);

    private protected sealed override Task<SyntaxNode?> FixAsync(
        Document document, SyntaxNode root, SyntaxNode node, CancellationToken cancellationToken) =>
        Task.FromResult(Fix(root, node));
}
