using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.CodeFixes.Contracts;

/// <summary>Has System.Text.Json generate all of a context, which is what it does unless it is told otherwise.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MetadataFix)), Shared]
public sealed class MetadataFix() : SyntaxFix("Generate what reads too", "WSS0619")
{
    private protected override SyntaxNode? Mend(SyntaxNode root, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<AttributeArgumentSyntax>() is not { Parent: AttributeArgumentListSyntax list } argument)
        {
            return null;
        }

        // An attribute that says nothing else would say nothing at all.
        return list is { Arguments.Count: 1, Parent: AttributeSyntax { Parent: AttributeListSyntax attributes } attribute }
            ? attributes.Attributes.Count == 1
                ? root.RemoveNode(attributes, SyntaxRemoveOptions.KeepLeadingTrivia)
                : root.ReplaceNode(attributes, attributes.WithAttributes(attributes.Attributes.Remove(attribute)))
            : root.RemoveNode(argument, SyntaxRemoveOptions.KeepNoTrivia);
    }
}
