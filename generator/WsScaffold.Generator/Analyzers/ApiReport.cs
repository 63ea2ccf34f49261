using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WsScaffold.ApiGateway;
using WsScaffold.Generator.Parsing;
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

    /// <summary>
    /// The report of a project: the last one, while nothing is declared otherwise and all that is wrong stands where it stood.
    /// </summary>
    public static ApiReport Of(Compilation compilation, CancellationToken cancellationToken)
    {
        var surface = new ProjectSurface(compilation);
        var keys = surface.Trees.Take(Keys).ToArray();
        if (
            keys.Select(static key => _last.TryGetValue(key, out var last) ? last : null).FirstOrDefault(static last => last is not null)
                is { } known
            && known.HoldsFor(surface)
        )
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

    private static IEnumerable<Diagnostic> Problems(Compilation compilation, CancellationToken cancellationToken)
    {
        var project = FoundProject.Of(compilation, cancellationToken);
        return project.Apis.SelectMany(static api => api.Findings.Problems)
            .Concat(project.Handlers.SelectMany(static handler => handler.Findings.Problems))
            .Concat(
                ProjectChecks
                    .Check(project.Parsed)
                    .Select(problem => Diagnostic.Create(problem.Rule, PlaceOf(problem, project), problem.Arguments))
            )
            .Concat(TooLong(project));
    }

    private static Location? PlaceOf(ProjectProblem problem, FoundProject project)
    {
        FoundHandler Handler() => project.Handlers.First(handler => ReferenceEquals(handler.Model, problem.Handler));
        FoundApi Api() => project.Apis.First(api => ReferenceEquals(api.Parsed.Model, problem.Api));
        return problem.Place switch
        {
            ProblemPlace.RouteKey => Places.Argument(Handler().Attribute),
            ProblemPlace.RouteAttribute => Places.Of(Handler().Attribute),
            ProblemPlace.Function => Places.Of(Handler().Method.ContainingType.Attribute(WellKnown.LambdaFunction)!),
            ProblemPlace.ApiName => Places.Of(Api().Type),
            ProblemPlace.ApiAttribute => Places.Of(Api().Attribute),
            _ => Places.Value(Api().Attribute, "JsonContext"),
        };
    }

    private static IEnumerable<Diagnostic> TooLong(FoundProject project)
    {
        if (project.Parsed.Api is not { } api)
        {
            yield break;
        }

        var sizes = new MessageSize(api.Options);
        foreach (var handler in project.Handlers.Where(static handler => handler.Model.Route?.Response.Kind == ResponseKind.Json))
        {
            if (
                ResponseParser.ValueType(handler.Method) is { } response
                && sizes.Of(response) is { Bytes: > GatewayLimits.MessageBytes } size
            )
            {
                yield return Diagnostic.Create(
                    SendingRules.TooLong,
                    Places.ReturnTypeOf(handler.Method),
                    $"The response of '{handler.Model.Name}'",
                    size.Bytes,
                    size.Member
                );
            }
        }
    }

    /// <summary>Route attributes that stand in the body of a method, where nothing can be called from outside.</summary>
    public static IEnumerable<Diagnostic> Strays(SemanticModel model, CancellationToken cancellationToken) =>
        TaggedSyntax
            .Of(model.SyntaxTree, cancellationToken)
            .Attributed.Where(static node => node is LocalFunctionStatementSyntax or LambdaExpressionSyntax or AccessorDeclarationSyntax)
            .SelectMany(node => Strays(node, model, cancellationToken));

    private static IEnumerable<Diagnostic> Strays(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var attribute in node.ChildNodes().OfType<AttributeListSyntax>().SelectMany(static list => list.Attributes))
        {
            if (model.GetTypeInfo(attribute, cancellationToken).Type is { } type && KeyParser.IsRouteAttribute(type))
            {
                yield return Diagnostic.Create(HandlerRules.NotAMethod, attribute.Name.GetLocation(), type.AttributeName());
            }
        }
    }
}
