using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.CodeFixes.Contracts;

/// <summary>Removes <c>GenerationMode</c>: by default, System.Text.Json generates code that reads and code that writes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MetadataFix)), Shared]
public sealed class MetadataFix() : SyntaxFix("Remove GenerationMode", "WSS0619")
{
    private protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<AttributeArgumentSyntax>() is not { Parent: AttributeArgumentListSyntax list } argument)
        {
            return null;
        }

        // [JsonSourceGenerationOptions] without other arguments has no effect, so the whole attribute goes.
        return list is { Arguments.Count: 1, Parent: AttributeSyntax { Parent: AttributeListSyntax attributes } attribute }
            ? attributes.Attributes.Count == 1
                ? root.RemoveNode(attributes, SyntaxRemoveOptions.KeepLeadingTrivia)
                : root.ReplaceNode(attributes, attributes.WithAttributes(attributes.Attributes.Remove(attribute)))
            : root.RemoveNode(argument, SyntaxRemoveOptions.KeepNoTrivia);
    }
}
