using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.CodeFixes.ApiClass;

/// <summary>Makes an API class that is static or file-local one that can be extended.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StaticFix)), Shared]
public sealed class StaticFix() : SyntaxFix("Let the class be the API", "WSS0104", "WSS0106")
{
    private protected override SyntaxNode? Mend(SyntaxNode root, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
        {
            return null;
        }

        // Static counts for all parts of a class: another file's part says it too, perhaps alone.
        var modifiers = TypeModifiers.Replace(TypeModifiers.Replace(type.Modifiers, SyntaxKind.StaticKeyword, SyntaxKind.SealedKeyword), SyntaxKind.FileKeyword, SyntaxKind.InternalKeyword);
        return modifiers == type.Modifiers ? null : root.ReplaceNode(type, TypeModifiers.AddPartial((TypeDeclarationSyntax)type.WithModifiers(modifiers)));
    }
}
