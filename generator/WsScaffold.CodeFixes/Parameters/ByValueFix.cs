using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.CodeFixes.Parameters;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ByValueFix)), Shared]
public sealed class ByValueFix() : SyntaxFix("Take it by value", "WSS0301", "WSS0611")
{
    private protected override SyntaxNode? Mend(SyntaxNode root, SyntaxNode node)
    {
        // An out parameter is assigned by the method: nobody would read it then.
        if (node.FirstAncestorOrSelf<ParameterSyntax>() is not { } parameter || parameter.Modifiers.Any(SyntaxKind.OutKeyword))
        {
            return null;
        }

        var kept = parameter.Modifiers.Where(static modifier => modifier.Kind() is not (SyntaxKind.RefKeyword or SyntaxKind.InKeyword or SyntaxKind.ReadOnlyKeyword));
        return root.ReplaceNode(parameter, parameter.WithModifiers([.. kept]).WithTriviaFrom(parameter));
    }
}
