using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Parsing;

namespace WsScaffold.Generator.Rules;

/// <summary>The errors that keep routes out of the API, for builds in which no analyzer reports them.</summary>
internal static class ProblemList
{
    public static EquatableArray<string> From(ParsedProject project) =>
        project.Handlers.SelectMany(static handler => handler.Problems)
            .Concat(project.Api?.Model.Problems ?? [])
            .Concat(ProjectChecks.Check(project)
                .Where(static problem => problem.Rule.DefaultSeverity == DiagnosticSeverity.Error)
                .Select(static problem => Problem.Text(problem.Rule, problem.Arguments)))
            .InOrder()
            .ToEquatableArray();

    public static string Write(EquatableArray<string> problems)
    {
        var writer = GeneratedFile.Begin();
        writer.Errors(problems);
        return writer.ToString();
    }
}
