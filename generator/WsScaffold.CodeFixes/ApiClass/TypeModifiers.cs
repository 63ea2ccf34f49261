using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.CodeFixes.ApiClass;

/// <summary>Changes the modifiers of a type and keeps the comment above them.</summary>
internal static class TypeModifiers
{
    public static TypeDeclarationSyntax AddPartial(TypeDeclarationSyntax type)
    {
        if (type.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            return type;
        }

        var partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return type.Modifiers.Count > 0
            ? type.WithModifiers(type.Modifiers.Add(partial))
            : (TypeDeclarationSyntax)type.WithKeyword(type.Keyword.WithLeadingTrivia())
                .WithModifiers([partial.WithLeadingTrivia(type.Keyword.LeadingTrivia)]);
    }

    /// <summary>Replaces a modifier, if the list contains it.</summary>
    public static SyntaxTokenList Replace(SyntaxTokenList modifiers, SyntaxKind before, SyntaxKind after)
    {
        var index = modifiers.IndexOf(before);
        return index < 0
            ? modifiers
            : modifiers.Replace(modifiers[index], SyntaxFactory.Token(after).WithTriviaFrom(modifiers[index]));
    }
}
