using System.Runtime.CompilerServices;
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
    // By the first two files of a project: an edit replaces one of them at most. A report of another project that shares
    // files, or of one that declared something else, is not its own.
    private const int Keys = 2;
    private static readonly ConditionalWeakTable<SyntaxTree, ApiReport> _last = new();

    private readonly ProjectSurface _surface;
    private readonly ILookup<SyntaxTree, Diagnostic> _byFile;

    private ApiReport(ProjectSurface surface, IEnumerable<Diagnostic> problems)
    {
        _surface = surface;
        _byFile = problems.Where(static problem => problem.Location.IsInSource)
            .GroupBy(static problem => (problem.Id, problem.Location))
            .Select(static same => same.First())
            .ToLookup(static problem => problem.Location.SourceTree!);
    }

    public IEnumerable<Diagnostic> In(SyntaxTree tree) => _byFile[tree];

    /// <summary>The report of a project: the last one, while nothing is declared otherwise and all that is wrong stands where it stood.</summary>
    public static ApiReport Of(Compilation compilation, CancellationToken cancellationToken)
    {
        var surface = new ProjectSurface(compilation);
        var keys = surface.Trees.Take(Keys).ToArray();
        if (keys.Select(static key => _last.TryGetValue(key, out var last) ? last : null).FirstOrDefault(static last => last is not null) is { } known && known.HoldsFor(surface))
        {
            return known;
        }

        var report = new ApiReport(surface, Problems(compilation, cancellationToken));
        foreach (var key in keys)
        {
            _last.Remove(key);
            _last.GetValue(key, _ => report);
        }

        return report;
    }

    private bool HoldsFor(ProjectSurface surface) => _surface.Equals(surface) && _byFile.All(file => surface.Trees.Contains(file.Key));

    private static List<Diagnostic> Problems(Compilation compilation, CancellationToken cancellationToken)
    {
        var tagged = TaggedSymbols.Of(compilation, cancellationToken);
        var problems = new List<Diagnostic>();
        Findings Begin(ISymbol symbol) => new(compilation, Places.Of(symbol), cancellationToken);

        var apis = new List<FoundApi>();
        foreach (var type in tagged.Apis)
        {
            var findings = Begin(type);
            var api = ApiParser.Parse(type, findings);
            apis.Add(new(type, api.Model, api.Options));
            problems.AddRange(findings.Problems);
        }

        var routes = new List<FoundRoute>();
        var attributes = new List<AttributeData>();
        foreach (var method in tagged.Handlers)
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
                attributes.Add(attribute);
                if (handler.Route is { } route)
                {
                    routes.Add(new(route, attribute, method, handler.Contracts));
                }
            }
        }

        problems.AddRange(ApiChecks.Of(apis, routes, attributes));
        return problems;
    }

    /// <summary>Route attributes that stand in the body of a method, where nothing can be called from outside.</summary>
    public static IEnumerable<Diagnostic> Strays(SemanticModel model, CancellationToken cancellationToken) => TaggedSyntax.Of(model.SyntaxTree, cancellationToken).Attributed
        .Where(static node => node is LocalFunctionStatementSyntax or LambdaExpressionSyntax or AccessorDeclarationSyntax)
        .SelectMany(node => Strays(node, model, cancellationToken));

    private static IEnumerable<Diagnostic> Strays(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var attribute in node.ChildNodes().OfType<AttributeListSyntax>().SelectMany(static list => list.Attributes))
        {
            if (model.GetTypeInfo(attribute, cancellationToken).Type is { } type && KeyParser.IsRouteAttribute(type))
            {
                yield return Diagnostic.Create(HandlerRules.NoMethod, attribute.Name.GetLocation(), type.AttributeName());
            }
        }
    }
}

internal sealed record FoundApi(INamedTypeSymbol Type, ApiModel Model, ContractOptions Options);

/// <param name="Contracts">What its messages consist of.</param>
internal sealed record FoundRoute(RouteModel Model, AttributeData Attribute, IMethodSymbol Method, EquatableArray<TypeContract> Contracts);
