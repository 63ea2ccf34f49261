using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.CodeFixes.Handlers;

/// <summary>Changes the handler to return by value.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReferenceFix)), Shared]
public sealed class ReferenceFix() : SyntaxFix("Return by value", "WSS0204")
{
    private protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { ReturnType: RefTypeSyntax reference } method)
        {
            return null;
        }

        var returned = method
            .DescendantNodes(static inner => inner is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
            .OfType<RefExpressionSyntax>()
            .Where(static expression => expression.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax);
        return root.ReplaceNodes(
            returned.Cast<SyntaxNode>().Append(reference),
            static (before, after) => WithoutRef(after).WithTriviaFrom(before));
    }

    private static SyntaxNode WithoutRef(SyntaxNode node) =>
        node is RefTypeSyntax type ? type.Type : ((RefExpressionSyntax)node).Expression;
}
