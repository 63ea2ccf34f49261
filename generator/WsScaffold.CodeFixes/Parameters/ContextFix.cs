using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.CodeFixes.Parameters;

/// <summary>Changes the parameter to the context of the handler's event, if that has all members that the handler uses.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ContextFix)), Shared]
public sealed class ContextFix() : RuleFix("Use the context of this event", "WSS0305")
{
    private protected override async Task<SyntaxNode?> FixAsync(
        Document document, SyntaxNode root, SyntaxNode node, CancellationToken cancellationToken)
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
        var uses = method.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(use => use.Identifier.ValueText == parameter.Identifier.ValueText);
        return context is not null && uses.All(use => Has(context, use)) ? root.Replace(type, Written.Type(name)) : null;
    }

    private static bool Has(INamedTypeSymbol? context, IdentifierNameSyntax use)
    {
        if (use.Parent is not MemberAccessExpressionSyntax access || access.Expression != use)
        {
            return false;
        }

        while (context is not null && context.GetMembers(access.Name.Identifier.ValueText).IsEmpty)
        {
            context = context.BaseType;
        }

        return context is not null;
    }
}
