using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace WsScaffold.CodeFixes.Routes;

/// <summary>Adds a handler that tells the client that no route matches its message.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DefaultRouteFix)), Shared]
public sealed class DefaultRouteFix() : SyntaxFix("Add a [DefaultRoute] handler", "WSS0008")
{
    private const string Message = "No route matches this message.";

    private protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type
            || type.Members.OfType<MethodDeclarationSyntax>().Any(static method => method.Identifier.ValueText == "UnknownRoute"))
        {
            return null;
        }

        var handler = (MethodDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration($"""
            [global::WsScaffold.DefaultRoute]
            public static string UnknownRoute(string body) => throw new global::WsScaffold.RouteException(404, "{Message}");
            """)!;
        var hasMembers = type.OpenBraceToken.IsKind(SyntaxKind.OpenBraceToken) && type.Members.Count > 0;
        var body = type.OpenBraceToken.IsKind(SyntaxKind.OpenBraceToken)
            ? type
            : type.WithSemicolonToken(default)
                .WithOpenBraceToken(SyntaxFactory.Token(SyntaxKind.OpenBraceToken))
                .WithCloseBraceToken(SyntaxFactory.Token(SyntaxKind.CloseBraceToken));
        handler = handler
            .WithLeadingTrivia(hasMembers ? SyntaxFactory.TriviaList(SyntaxFactory.ElasticCarriageReturnLineFeed) : [])
            .WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation);
        return root.ReplaceNode(type, body.AddMembers(handler).WithAdditionalAnnotations(Formatter.Annotation));
    }
}
