using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.Generator.Parsing;

/// <summary>The classes of a project that are tagged as the API, and the methods that may be handlers.</summary>
internal sealed record TaggedSymbols(IReadOnlyList<INamedTypeSymbol> Apis, IReadOnlyList<IMethodSymbol> Handlers)
{
    public static TaggedSymbols Of(Compilation compilation, CancellationToken cancellationToken) =>
        new(ApisOf(compilation, cancellationToken), HandlersOf(compilation, cancellationToken));

    public static IReadOnlyList<INamedTypeSymbol> ApisOf(Compilation compilation, CancellationToken cancellationToken) =>
    [
        .. Declared(compilation, static node => node is ClassDeclarationSyntax or RecordDeclarationSyntax, cancellationToken)
            .OfType<INamedTypeSymbol>()
            .Where(static type => type.Attribute(WellKnown.WebSocketApi) is not null)
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default),
    ];

    // Both parts of a partial method have the attributes of both, and are one handler.
    private static IReadOnlyList<IMethodSymbol> HandlersOf(Compilation compilation, CancellationToken cancellationToken) =>
    [
        .. Declared(compilation, static node => node is MethodDeclarationSyntax, cancellationToken)
            .OfType<IMethodSymbol>()
            .Select(static method => method.PartialDefinitionPart ?? method)
            .Distinct<IMethodSymbol>(SymbolEqualityComparer.Default),
    ];

    private static IEnumerable<ISymbol> Declared(
        Compilation compilation,
        Func<SyntaxNode, bool> isOfKind,
        CancellationToken cancellationToken
    )
    {
        var files = compilation.SyntaxTrees.Select(tree => (Tree: tree, Syntax: TaggedSyntax.Of(tree, cancellationToken))).ToArray();
        var isAliased = files.Any(static file => file.Syntax.HasGlobalAlias);
        foreach (var (tree, syntax) in files)
        {
            var model = default(SemanticModel);
            foreach (var node in (isAliased ? syntax.Attributed : syntax.Tagged).Where(isOfKind))
            {
                if ((model ??= compilation.GetSemanticModel(tree)).GetDeclaredSymbol(node, cancellationToken) is { } symbol)
                {
                    yield return symbol;
                }
            }
        }
    }
}
