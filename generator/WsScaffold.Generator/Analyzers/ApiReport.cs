using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WsScaffold.Generator.Json;
using WsScaffold.Generator.Routes;
using WsScaffold.Generator.Rules;

namespace WsScaffold.Generator.Analyzers;

/// <summary>
/// Everything that is wrong with the API of a project, by file. One pass over all handlers, by the generator's own parsers:
/// a mistake that two handlers run into is reported once, where it is written.
/// </summary>
internal sealed class ApiReport
{
    private readonly ILookup<SyntaxTree, Diagnostic> _byFile;

    private ApiReport(IEnumerable<Diagnostic> problems) =>
        _byFile = problems.Where(static problem => problem.Location.IsInSource)
            .GroupBy(static problem => (problem.Id, problem.Location))
            .Select(static same => same.First())
            .ToLookup(static problem => problem.Location.SourceTree!);

    public IEnumerable<Diagnostic> In(SyntaxTree tree) => _byFile[tree];

    public static ApiReport Of(Compilation compilation, CancellationToken cancellationToken)
    {
        var (apiClasses, handlers, strays) = Symbols(compilation, cancellationToken);
        var problems = new List<Diagnostic>(strays);
        Findings Begin(ISymbol symbol) => new(compilation, Places.Of(symbol), cancellationToken);

        var apis = new List<FoundApi>();
        foreach (var type in apiClasses)
        {
            var findings = Begin(type);
            var api = ApiParser.Parse(type, findings);
            apis.Add(new(type, api.Model, api.Options));
            problems.AddRange(findings.Problems);
        }

        var routes = new List<FoundRoute>();
        var tagged = new List<AttributeData>();
        foreach (var method in handlers)
        {
            foreach (var attribute in method.GetAttributes())
            {
                if (KeyParser.AttributeName(attribute) is not { } name)
                {
                    continue;
                }

                var findings = Begin(method);
                var handler = HandlerParser.Parse(method, name, findings);
                problems.AddRange(findings.Problems);
                tagged.Add(attribute);
                if (handler.Route is { } route)
                {
                    routes.Add(new(route, attribute, method, handler.Contracts));
                }
            }
        }

        problems.AddRange(ApiChecks.Of(apis, routes, tagged));
        return new(problems);
    }

    private static (List<INamedTypeSymbol> Apis, List<IMethodSymbol> Handlers, List<Diagnostic> Strays) Symbols(Compilation compilation, CancellationToken cancellationToken)
    {
        var apis = new List<INamedTypeSymbol>();
        var handlers = new List<IMethodSymbol>();
        var strays = new List<Diagnostic>();
        var files = compilation.SyntaxTrees.Select(tree => (Tree: tree, Syntax: TaggedSyntax.Of(tree, cancellationToken))).ToArray();
        var isAliased = files.Any(static file => file.Syntax.HasGlobalAlias);
        foreach (var (tree, syntax) in files)
        {
            var nodes = isAliased ? syntax.Attributed : syntax.Tagged;
            if (nodes.Count == 0)
            {
                continue;
            }

#pragma warning disable RS1030 // The report is of the whole project, and a symbol action only ever sees its own file's symbols.
            var model = compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
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
                    case LocalFunctionStatementSyntax or LambdaExpressionSyntax or AccessorDeclarationSyntax:
                        strays.AddRange(Strays(node, model, cancellationToken));
                        break;
                }
            }
        }

        return (apis, handlers, strays);
    }

    private static IEnumerable<Diagnostic> Strays(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var attribute in node.ChildNodes().OfType<AttributeListSyntax>().SelectMany(static list => list.Attributes))
        {
            if (model.GetTypeInfo(attribute, cancellationToken).Type is { } type && KeyParser.IsRouteAttribute(type))
            {
                yield return Diagnostic.Create(HandlerRules.NoMethod, attribute.Name.GetLocation(), type.Name.Replace("Attribute", ""));
            }
        }
    }
}

internal sealed record FoundApi(INamedTypeSymbol Type, ApiModel Model, ContractOptions Options);

/// <param name="Contracts">What its messages consist of.</param>
internal sealed record FoundRoute(RouteModel Model, AttributeData Attribute, IMethodSymbol Method, EquatableArray<TypeContract> Contracts);
