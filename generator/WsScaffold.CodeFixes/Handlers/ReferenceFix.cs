using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.CodeFixes.Handlers;

/// <summary>Returns the value instead of a reference to it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReferenceFix)), Shared]
public sealed class ReferenceFix() : SyntaxFix("Return the value", "WSS0204")
{
    private protected override SyntaxNode? Mend(SyntaxNode root, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { ReturnType: RefTypeSyntax reference } method)
        {
            return null;
        }

        var returned = method.DescendantNodes(static inner => inner is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
            .OfType<RefExpressionSyntax>()
            .Where(static expression => expression.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax);
        return root.ReplaceNodes(
            returned.Cast<SyntaxNode>().Append(reference),
            static (before, after) => (after is RefTypeSyntax type ? (SyntaxNode)type.Type : ((RefExpressionSyntax)after).Expression).WithTriviaFrom(before));
    }
}
