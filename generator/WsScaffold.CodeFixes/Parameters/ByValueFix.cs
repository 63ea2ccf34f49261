using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.CodeFixes.Parameters;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ByValueFix)), Shared]
public sealed class ByValueFix() : SyntaxFix("Pass by value", "WSS0301", "WSS0611")
{
    private protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node)
    {
        // The method assigns an out parameter. By value, the assigned value would be lost.
        if (node.FirstAncestorOrSelf<ParameterSyntax>() is not { } parameter || parameter.Modifiers.Any(SyntaxKind.OutKeyword))
        {
            return null;
        }

        var kept = parameter.Modifiers.Where(static modifier =>
            modifier.Kind() is not (SyntaxKind.RefKeyword or SyntaxKind.InKeyword or SyntaxKind.ReadOnlyKeyword));
        return root.ReplaceNode(parameter, parameter.WithModifiers([.. kept]).WithTriviaFrom(parameter));
    }
}
