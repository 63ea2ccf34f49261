using Microsoft.CodeAnalysis;

namespace WsScaffold.CodeFixes;

/// <summary>A fix that needs no more than the text of the file.</summary>
public abstract class SyntaxFix(string title, params string[] ids) : RuleFix(title, ids)
{
    private protected abstract SyntaxNode? Mend(SyntaxNode root, SyntaxNode node);

    private protected sealed override Task<SyntaxNode?> MendAsync(Document document, SyntaxNode root, SyntaxNode node, CancellationToken cancellationToken) =>
        Task.FromResult(Mend(root, node));
}
