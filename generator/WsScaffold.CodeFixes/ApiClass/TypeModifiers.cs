using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.CodeFixes.ApiClass;

/// <summary>Changes the words before <c>class</c>, and keeps the comment above them.</summary>
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
            : (TypeDeclarationSyntax)type.WithKeyword(type.Keyword.WithLeadingTrivia()).WithModifiers([partial.WithLeadingTrivia(type.Keyword.LeadingTrivia)]);
    }

    /// <summary>Replaces the first of some words by another, or takes it out.</summary>
    public static SyntaxTokenList Replace(SyntaxTokenList modifiers, SyntaxKind word, SyntaxKind? by)
    {
        var index = modifiers.IndexOf(word);
        if (index < 0)
        {
            return modifiers;
        }

        if (by is { } other)
        {
            return modifiers.Replace(modifiers[index], SyntaxFactory.Token(other).WithTriviaFrom(modifiers[index]));
        }

        var leading = modifiers[index].LeadingTrivia;
        modifiers = modifiers.RemoveAt(index);
        return index == 0 && modifiers.Count > 0 ? modifiers.Replace(modifiers[0], modifiers[0].WithLeadingTrivia(leading)) : modifiers;
    }
}
