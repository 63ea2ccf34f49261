using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace WsScaffold.CodeFixes.ApiClass;

/// <summary>Makes the class of the handler the API.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TagFix)), Shared]
public sealed class TagFix() : SyntaxFix("Tag the class as the API", "WSS0101")
{
    private protected override SyntaxNode? Mend(SyntaxNode root, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Parent is not TypeDeclarationSyntax type
            || type is not (ClassDeclarationSyntax or RecordDeclarationSyntax { ClassOrStructKeyword.RawKind: not (int)SyntaxKind.StructKeyword })
            || type.Ancestors().Prepend(type).OfType<TypeDeclarationSyntax>().Any(static part => part.TypeParameterList is not null)
            || type.Parent is TypeDeclarationSyntax)
        {
            return null;
        }

        // A static class can't be the API, and its handlers may stay static.
        var modifiers = TypeModifiers.Replace(type.Modifiers, SyntaxKind.StaticKeyword, SyntaxKind.SealedKeyword);
        var partial = TypeModifiers.AddPartial((TypeDeclarationSyntax)type.WithModifiers(modifiers));
        var tag = Written.Attribute("WsScaffold.WebSocketApi").WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed);
        return root.ReplaceNode(type, partial.WithoutLeadingTrivia()
            .WithAttributeLists(partial.AttributeLists.Insert(0, tag))
            .WithLeadingTrivia(type.GetLeadingTrivia())
            .WithAdditionalAnnotations(Formatter.Annotation));
    }
}
