using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WsScaffold.Generator.Routes;

namespace WsScaffold.CodeFixes.Routes;

/// <summary>Completes an expression that names a member of the message.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SelectionExpressionFix)), Shared]
public sealed class SelectionExpressionFix() : SyntaxFix("Select by the member of the message", "WSS0010")
{
    private protected override SyntaxNode? Mend(SyntaxNode root, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<LiteralExpressionSyntax>() is not { Token.Value: string written } literal)
        {
            return null;
        }

        // What is left of it when whatever isn't the name is taken away: the last step of the path.
        var name = written.Split('.', '$', '{', '}', ' ').LastOrDefault(static part => part.Length > 0) ?? "action";
        var expression = "$request.body." + name;
        return SyntaxFacts.IsValidIdentifier(name) && SelectionExpression.Parse(expression) is not null ? root.Replace(literal, Written.Text(expression)) : null;
    }
}
