using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WsScaffold.Generator.Routes;

namespace WsScaffold.CodeFixes.Routes;

/// <summary>Derives an empty key from the method's name, and replaces a reserved key with the likely attribute or key.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RouteKeyFix)), Shared]
public sealed class RouteKeyFix() : SyntaxFix("Use a valid route key", "WSS0002", "WSS0003")
{
    private protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<AttributeSyntax>() is not { Parent.Parent: MethodDeclarationSyntax method } attribute
            || node.FirstAncestorOrSelf<AttributeArgumentSyntax>() is not { Expression: var written })
        {
            return null;
        }

        var key = written is LiteralExpressionSyntax { Token.Value: string text } ? text.Trim() : "";
        if (key.Length > 0 && ReservedKeys.Nearest(key) is { } reserved)
        {
            return root.Replace(attribute, SyntaxFactory.Attribute(SyntaxFactory.IdentifierName(reserved)));
        }

        key = key.TrimStart('$');
        return root.Replace(written, Written.Text(key.Length > 0 ? key : CamelCase(method.Identifier.ValueText)));
    }

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
