using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.CodeFixes.Handlers;

/// <summary>Lets the handler answer.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(OneWayFix)), Shared]
public sealed class OneWayFix() : SyntaxFix("Leave out OneWay", "WSS0212")
{
    private protected override SyntaxNode? Mend(SyntaxNode root, SyntaxNode node)
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
