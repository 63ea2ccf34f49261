using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace WsScaffold.CodeFixes.Handlers;

/// <summary>Makes a handler, its class or a type in a message internal, so that generated code can access it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AccessibilityFix)), Shared]
public sealed class AccessibilityFix() : RuleFix("Make it internal", "WSS0205", "WSS0602")
{
    private protected override async Task<SyntaxNode?> FixAsync(
        Document document, SyntaxNode root, SyntaxNode node, CancellationToken cancellationToken)
    {
        var hidden = node is MethodDeclarationSyntax { ExplicitInterfaceSpecifier: null } or BaseTypeDeclarationSyntax
            ? (MemberDeclarationSyntax)node
            : await DeclarationAsync(document, root, node, cancellationToken).ConfigureAwait(false);
        if (hidden is null)
        {
            return null;
        }

        var isFileLocal = hidden.Modifiers.Any(SyntaxKind.FileKeyword);
        return root.ReplaceNode(hidden, isFileLocal
            ? hidden.WithModifiers(ApiClass.TypeModifiers.Replace(hidden.Modifiers, SyntaxKind.FileKeyword, SyntaxKind.InternalKeyword))
            : SyntaxGenerator.GetGenerator(document).WithAccessibility(hidden, Accessibility.Internal));
    }

    // The declaration of an inaccessible type in the type of a parameter or member, if it is in this file.
    private static async Task<MemberDeclarationSyntax?> DeclarationAsync(
        Document document, SyntaxNode root, SyntaxNode node, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        foreach (var name in node.DescendantNodesAndSelf().OfType<TypeSyntax>())
        {
            if (model?.GetSymbolInfo(name, cancellationToken).Symbol is INamedTypeSymbol type
                && (type.IsFileLocal || type.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal))
                && type.DeclaringSyntaxReferences.FirstOrDefault() is { } reference
                && reference.SyntaxTree == root.SyntaxTree)
            {
                return root.FindNode(reference.Span) as MemberDeclarationSyntax;
            }
        }

        return null;
    }
}
