using Microsoft.CodeAnalysis;
using WsScaffold.Analyzers.Tests.Cases;
using WsScaffold.Analyzers.Tests.Support;

namespace WsScaffold.Analyzers.Tests;

/// <summary>Fix All, which fixes every mistake in a file, including those of other rules with the same code fix.</summary>
public sealed class FixAllTests
{
    public static TheoryData<string> Fixes => [.. CodeFixRunner.Fixes.Select(fix => fix.GetType().Name)];

    [Theory]
    [MemberData(nameof(Fixes))]
    public async Task Fix_all_fixes_every_mistake_in_a_file(string name)
    {
        var fix = CodeFixRunner.Fixes.Single(fix => fix.GetType().Name == name);
        var mistakes = AllCases.Mistakes.Values
            .Where(mistake => mistake.Fixed is not null && fix.FixableDiagnosticIds.Contains(mistake.Rule))
            .GroupBy(mistake => mistake.Rest == RuleCase.Api)
            .OrderByDescending(group => group.Key)
            .First()
            .ToArray();
        var rest = mistakes[0].Rest;
        var project = mistakes[0] with { HasAwsPackages = mistakes.Any(mistake => mistake.HasAwsPackages) };

        // A project has one API class, so a mistake in that class can occur only once.
        var code = rest == RuleCase.Api
            ? string.Concat(mistakes.SelectMany(mistake => new[] { mistake, mistake }).Select(InNamespace))
            : mistakes[0].Code;
        var compilation = project.Compile(code);
        var found = (await Analysis.BuildAsync(compilation))
            .Where(problem => fix.FixableDiagnosticIds.Contains(problem.Id))
            .ToArray();
        Assert.True(found.Length >= (rest == RuleCase.Api ? 2 * mistakes.Length : 1));

        var @fixed = await CodeFixRunner.FixAllAsync(compilation, compilation.SyntaxTrees[1], fix, found);

        // WSS0001 is ignored because the copies of an example handle the same $connect or $disconnect route.
        var left = (await Analysis.BuildAsync(project.Compile(@fixed))).Where(problem => problem.Id != "WSS0001");
        Assert.Empty(left.Select(problem => problem.ToString()));
    }

    private static string InNamespace(RuleCase mistake, int index)
    {
        var code = mistake.Code.Replace("\"h\"", $"\"h{index}\"", StringComparison.Ordinal);
        return code.StartsWith("namespace ", StringComparison.Ordinal)
            ? code.Replace("namespace Shop", $"namespace N{index}", StringComparison.Ordinal) + "\n"
            : $"namespace N{index} {{\n{code}\n}}\n";
    }
}
