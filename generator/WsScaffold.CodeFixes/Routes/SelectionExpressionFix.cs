using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WsScaffold.ApiGateway;

namespace WsScaffold.CodeFixes.Routes;

/// <summary>Turns the name of a message member into a complete expression.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SelectionExpressionFix)), Shared]
public sealed class SelectionExpressionFix() : SyntaxFix("Complete the route selection expression", "WSS0010")
{
    private protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<LiteralExpressionSyntax>() is not { Token.Value: string written } literal)
        {
            return null;
        }

        // The name is the last step of the path.
        var name = written.Split('.', '$', '{', '}', ' ').LastOrDefault(static part => part.Length > 0) ?? "action";
        var expression = "$request.body." + name;
        return SyntaxFacts.IsValidIdentifier(name) && SelectionExpression.Parse(expression, out _) is not null
            ? root.Replace(literal, Written.Text(expression))
            : null;
    }
}
