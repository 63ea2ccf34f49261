using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.CodeFixes.ApiClass;

/// <summary>Replaces <c>static</c> with <c>sealed</c> and <c>file</c> with <c>internal</c>, and makes the class partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StaticFix)), Shared]
public sealed class StaticFix() : SyntaxFix("Change the modifiers of the API class", "WSS0104", "WSS0106")
{
    private protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
        {
            return null;
        }

        // If only a part in another file is static, there is nothing to replace here.
        var modifiers = TypeModifiers.Replace(type.Modifiers, SyntaxKind.StaticKeyword, SyntaxKind.SealedKeyword);
        modifiers = TypeModifiers.Replace(modifiers, SyntaxKind.FileKeyword, SyntaxKind.InternalKeyword);
        return modifiers == type.Modifiers
            ? null
            : root.ReplaceNode(type, TypeModifiers.AddPartial((TypeDeclarationSyntax)type.WithModifiers(modifiers)));
    }
}
