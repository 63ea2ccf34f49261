using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.CodeFixes.Parameters;

/// <summary>Takes the context of the event that the handler is for, when it has all that the handler uses.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ContextFix)), Shared]
public sealed class ContextFix() : RuleFix("Take the event's own context", "WSS0305")
{
    private protected override async Task<SyntaxNode?> MendAsync(Document document, SyntaxNode root, SyntaxNode node, CancellationToken cancellationToken)
    {
        if (node.FirstAncestorOrSelf<ParameterSyntax>() is not { Type: { } type, Parent.Parent: MethodDeclarationSyntax method } parameter
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        var name = Written.AttributeOf(method, "ConnectRoute") is not null ? "WsScaffold.ConnectContext"
            : Written.AttributeOf(method, "DisconnectRoute") is not null ? "WsScaffold.DisconnectContext"
            : "WsScaffold.MessageContext";
        var context = model.Compilation.GetTypeByMetadataName(name);
        var uses = method.DescendantNodes().OfType<IdentifierNameSyntax>().Where(use => use.Identifier.ValueText == parameter.Identifier.ValueText);
        return context is not null && uses.All(use => Has(context, use)) ? root.Replace(type, Written.Type(name)) : null;
    }

    private static bool Has(INamedTypeSymbol? context, IdentifierNameSyntax use)
    {
        for (; context is not null && use.Parent is MemberAccessExpressionSyntax access && access.Expression == use; context = context.BaseType)
        {
            if (!context.GetMembers(access.Name.Identifier.ValueText).IsEmpty)
            {
                return true;
            }
        }

        return false;
    }
}
