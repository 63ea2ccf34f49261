using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.Generator.Routes;

/// <summary>The classes of a project that are tagged as the API, and the methods that may be handlers.</summary>
internal sealed record TaggedSymbols(IReadOnlyList<INamedTypeSymbol> Apis, IReadOnlyList<IMethodSymbol> Handlers)
{
    public static TaggedSymbols Of(Compilation compilation, CancellationToken cancellationToken)
    {
        var apis = new List<INamedTypeSymbol>();
        var handlers = new List<IMethodSymbol>();
        var files = compilation.SyntaxTrees.Select(tree => (Tree: tree, Syntax: TaggedSyntax.Of(tree, cancellationToken))).ToArray();
        var isAliased = files.Any(static file => file.Syntax.HasGlobalAlias);
        foreach (var (tree, syntax) in files)
        {
            var nodes = isAliased ? syntax.Attributed : syntax.Tagged;
            if (nodes.Count == 0)
            {
                continue;
            }

            var model = compilation.GetSemanticModel(tree);
            foreach (var node in nodes)
            {
                switch (node)
                {
                    case ClassDeclarationSyntax or RecordDeclarationSyntax when model.GetDeclaredSymbol(node, cancellationToken) is INamedTypeSymbol type:
                        if (type.Attribute(WellKnown.WebSocketApi) is not null && !apis.Contains(type, SymbolEqualityComparer.Default))
                        {
                            apis.Add(type);
                        }

                        break;
                    case MethodDeclarationSyntax when model.GetDeclaredSymbol(node, cancellationToken) is IMethodSymbol method:
                        handlers.Add(method);
                        break;
                }
            }
        }

        return new(apis, handlers);
    }
}
