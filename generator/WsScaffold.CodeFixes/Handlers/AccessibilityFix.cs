using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace WsScaffold.CodeFixes.Handlers;

/// <summary>Lets generated code reach a handler, or a type of a message.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AccessibilityFix)), Shared]
public sealed class AccessibilityFix() : RuleFix("Make it internal", "WSS0205", "WSS0602")
{
    private protected override async Task<SyntaxNode?> MendAsync(Document document, SyntaxNode root, SyntaxNode node, CancellationToken cancellationToken)
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

    // The type that a parameter or member names, when this file declares it.
    private static async Task<MemberDeclarationSyntax?> DeclarationAsync(Document document, SyntaxNode root, SyntaxNode node, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        foreach (var name in node.DescendantNodesAndSelf().OfType<TypeSyntax>())
        {
            if (model?.GetSymbolInfo(name, cancellationToken).Symbol is INamedTypeSymbol { DeclaredAccessibility: not (Accessibility.Public or Accessibility.Internal) } or INamedTypeSymbol { IsFileLocal: true }
                && model.GetSymbolInfo(name, cancellationToken).Symbol!.DeclaringSyntaxReferences.FirstOrDefault() is { } reference
                && reference.SyntaxTree == root.SyntaxTree)
            {
                return root.FindNode(reference.Span) as MemberDeclarationSyntax;
            }
        }

        return null;
    }
}
