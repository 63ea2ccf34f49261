using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.Cdk.Generator;

/// <summary>Where code names the routes of an API: <c>ChatApiRoutes.Definition</c>.</summary>
internal static class Mention
{
    public const string Suffix = "Routes";

    /// <summary>Whether a node is the name in front of <c>.Definition</c> or <c>.AddTo</c>, with or without its namespace.</summary>
    public static bool Is(SyntaxNode node)
    {
        if (node is not IdentifierNameSyntax { Identifier.ValueText: var name } || !name.EndsWith(Suffix, StringComparison.Ordinal))
        {
            return false;
        }

        var routes = node.Parent is MemberAccessExpressionSyntax qualified && qualified.Name == node ? qualified : node;
        return routes.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Definition" or "AddTo" } access
            && access.Expression == routes;
    }

    public static string NameOf(SyntaxNode node) => ((IdentifierNameSyntax)node).Identifier.ValueText;

    /// <summary>
    /// The name with the namespace that stands in front of it, whether there is such a namespace or not; empty for a name in
    /// something else.
    /// </summary>
    public static string FullNameOf(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        if (node.Parent is not MemberAccessExpressionSyntax qualified || qualified.Name != node)
        {
            return NameOf(node);
        }

        return model.GetSymbolInfo(qualified.Expression, cancellationToken).Symbol switch
        {
            INamespaceSymbol { IsGlobalNamespace: false } @namespace => $"{@namespace.ToDisplayString()}.{NameOf(node)}",
            null
                when qualified
                    .Expression.DescendantNodesAndSelf()
                    .All(static part => part is IdentifierNameSyntax or MemberAccessExpressionSyntax) =>
                $"{qualified.Expression}.{NameOf(node)}",
            _ => "",
        };
    }

    /// <summary>Whether the name is one that generated code has or is to have: nobody else declares it.</summary>
    public static bool IsOurs(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(node, cancellationToken).Symbol is not { } symbol
        || symbol.DeclaringSyntaxReferences.All(static declaration =>
            declaration.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)
        );
}
