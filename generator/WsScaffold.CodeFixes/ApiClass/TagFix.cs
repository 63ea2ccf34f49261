using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace WsScaffold.CodeFixes.ApiClass;

/// <summary>Tags the handler's class <c>[WebSocketApi]</c> and makes it partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TagFix)), Shared]
public sealed class TagFix() : SyntaxFix("Tag the class [WebSocketApi]", "WSS0101")
{
    private protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Parent is not TypeDeclarationSyntax type
            || type.Kind() is not (SyntaxKind.ClassDeclaration or SyntaxKind.RecordDeclaration)
            || type.Ancestors().Prepend(type).OfType<TypeDeclarationSyntax>().Any(static part => part.TypeParameterList is not null)
            || type.Parent is TypeDeclarationSyntax)
        {
            return null;
        }

        // A static class can't be the API, but the handlers of a sealed class can be static.
        var modifiers = TypeModifiers.Replace(type.Modifiers, SyntaxKind.StaticKeyword, SyntaxKind.SealedKeyword);
        var partial = TypeModifiers.AddPartial((TypeDeclarationSyntax)type.WithModifiers(modifiers));
        var tag = Written.Attribute("WsScaffold.WebSocketApi").WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed);
        return root.ReplaceNode(type, partial.WithoutLeadingTrivia()
            .WithAttributeLists(partial.AttributeLists.Insert(0, tag))
            .WithLeadingTrivia(type.GetLeadingTrivia())
            .WithAdditionalAnnotations(Formatter.Annotation));
    }
}
