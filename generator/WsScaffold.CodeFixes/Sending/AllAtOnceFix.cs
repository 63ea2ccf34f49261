using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.CodeFixes.Sending;

/// <summary>Makes one sending to many of a loop that does nothing but send to one after another.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AllAtOnceFix)), Shared]
public sealed class AllAtOnceFix() : SyntaxFix("Send to all of them at once", "WSS0903")
{
    private protected override SyntaxNode? Mend(SyntaxNode root, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<ForEachStatementSyntax>() is not { } loop
            || OnlyStatement(loop) is not ExpressionStatementSyntax send
            || send.DescendantNodes().OfType<InvocationExpressionSyntax>().FirstOrDefault(call => IsConnection(call, loop)) is not { Expression: MemberAccessExpressionSyntax access } one)
        {
            return null;
        }

        var all = one.WithExpression(access.WithName(SyntaxFactory.IdentifierName("Connections")))
            .WithArgumentList(SyntaxFactory.ArgumentList([SyntaxFactory.Argument(loop.Expression.WithoutTrivia())]));
        return root.Replace(loop, send.ReplaceNode(one, all));
    }

    private static StatementSyntax? OnlyStatement(ForEachStatementSyntax loop) => loop.Statement switch
    {
        BlockSyntax { Statements: [var only] } => only,
        BlockSyntax => null,
        var only => only,
    };

    private static bool IsConnection(InvocationExpressionSyntax call, ForEachStatementSyntax loop) =>
        call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Connection" }, ArgumentList.Arguments: [{ Expression: IdentifierNameSyntax id }] }
        && id.Identifier.ValueText == loop.Identifier.ValueText;
}
