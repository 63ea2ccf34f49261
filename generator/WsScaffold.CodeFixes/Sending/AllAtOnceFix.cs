using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.CodeFixes.Sending;

/// <summary>Replaces a loop that only sends to one connection after another with one send to all of them.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AllAtOnceFix)), Shared]
public sealed class AllAtOnceFix() : SyntaxFix("Send to all connections at once", "WSS0903")
{
    private protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<ForEachStatementSyntax>() is not { } loop
            || OnlyStatement(loop) is not ExpressionStatementSyntax send
            || send.DescendantNodes().OfType<InvocationExpressionSyntax>().FirstOrDefault(call => IsConnection(call, loop)) is not { } one
            || one.Expression is not MemberAccessExpressionSyntax access)
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
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Connection" }
        && call.ArgumentList.Arguments is [{ Expression: IdentifierNameSyntax id }]
        && id.Identifier.ValueText == loop.Identifier.ValueText;
}
