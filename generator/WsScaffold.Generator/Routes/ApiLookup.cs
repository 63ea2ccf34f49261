using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.Generator.Routes;

/// <summary>Finds the API's class where only a project is at hand: in a handler, or in a call.</summary>
internal static class ApiLookup
{
    // Trees survive edits elsewhere, so an edit looks through one file only.
    private static readonly ConditionalWeakTable<SyntaxTree, ClassDeclarationSyntax[]> s_candidates = new();
    private static readonly ConditionalWeakTable<Compilation, Found> s_found = new();

    /// <summary>The project's API, and its attribute; of several the one that becomes it.</summary>
    public static (INamedTypeSymbol Type, AttributeData Attribute)? Of(Compilation compilation, CancellationToken cancellationToken)
    {
        if (!s_found.TryGetValue(compilation, out var found))
        {
            found = new(Find(compilation, cancellationToken));
            s_found.GetValue(compilation, _ => found);
        }

        return found.Api is { } api && api.Attribute(WellKnown.WebSocketApi) is { } attribute ? (api, attribute) : null;
    }

    private static INamedTypeSymbol? Find(Compilation compilation, CancellationToken cancellationToken)
    {
        var apis = new List<INamedTypeSymbol>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var candidate in s_candidates.GetValue(tree, tree => Candidates(tree, cancellationToken)))
            {
                if (compilation.GetSemanticModel(tree).GetDeclaredSymbol(candidate, cancellationToken) is INamedTypeSymbol type
                    && type.Attribute(WellKnown.WebSocketApi) is not null)
                {
                    apis.Add(type);
                }
            }
        }

        return apis.OrderBy(static type => type.GlobalName(), StringComparer.Ordinal).FirstOrDefault();
    }

    private static ClassDeclarationSyntax[] Candidates(SyntaxTree tree, CancellationToken cancellationToken) =>
    [
        .. tree.GetRoot(cancellationToken)
            .DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .OfType<ClassDeclarationSyntax>()
            .Where(static type => type.AttributeLists.Count > 0 && type.AttributeLists.ToString().Contains("WebSocketApi")),
    ];

    private sealed class Found(INamedTypeSymbol? api)
    {
        public INamedTypeSymbol? Api => api;
    }
}
