using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.CodeFixes.Handlers;

/// <summary>Removes <c>OneWay</c>, so that the handler can respond.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(OneWayFix)), Shared]
public sealed class OneWayFix() : SyntaxFix("Remove OneWay", "WSS0212")
{
    private protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<AttributeArgumentSyntax>() is not { Parent: AttributeArgumentListSyntax list } argument)
        {
            return null;
        }

        return list.Arguments.Count == 1
            ? root.RemoveNode(list, SyntaxRemoveOptions.KeepNoTrivia)
            : root.RemoveNode(argument, SyntaxRemoveOptions.KeepNoTrivia);
    }
}
