using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace WsScaffold.CodeFixes;

/// <summary>Helpers that several code fixes use to create and find syntax.</summary>
internal static class Written
{
    public static readonly string[] RouteAttributes = ["WebSocketRoute", "ConnectRoute", "DefaultRoute", "DisconnectRoute"];

    /// <summary>A type by its full name, which is simplified to the name that the file needs.</summary>
    public static TypeSyntax Type(string fullName) =>
        SyntaxFactory.ParseTypeName("global::" + fullName)
            .WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.SpecialTypeAnnotation);

    public static AttributeListSyntax Attribute(string fullName) => SyntaxFactory.AttributeList([
        SyntaxFactory.Attribute(SyntaxFactory.ParseName("global::" + fullName).WithAdditionalAnnotations(Simplifier.Annotation))]);

    public static LiteralExpressionSyntax Text(string text) =>
        SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(text));

    /// <summary>The first attribute with one of the names, written with or without suffix and namespace.</summary>
    public static AttributeSyntax? AttributeOf(MemberDeclarationSyntax member, params string[] names) => member.AttributeLists
        .SelectMany(static list => list.Attributes)
        .FirstOrDefault(attribute => NameOf(attribute.Name) is { } written
            && names.Any(name => written == name || written == name + "Attribute"));

    public static bool IsHandler(MethodDeclarationSyntax method) => AttributeOf(method, RouteAttributes) is not null;

    /// <summary>Replaces a node with another that the formatter lays out.</summary>
    public static SyntaxNode Replace(this SyntaxNode root, SyntaxNode before, SyntaxNode after) =>
        root.ReplaceNode(before, after.WithTriviaFrom(before).WithAdditionalAnnotations(Formatter.Annotation));

    private static string? NameOf(NameSyntax name) => name switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        _ => null,
    };
}
