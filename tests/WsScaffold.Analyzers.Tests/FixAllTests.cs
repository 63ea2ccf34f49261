using Microsoft.CodeAnalysis;
using WsScaffold.Analyzers.Tests.Cases;

namespace WsScaffold.Analyzers.Tests;

/// <summary>Fix All mends every mistake of a file at once, those of other rules of the same fix included.</summary>
public sealed class FixAllTests
{
    public static TheoryData<string> Fixes => [.. Fixing.Fixes.Select(fix => fix.GetType().Name)];

    [Theory]
    [MemberData(nameof(Fixes))]
    public async Task A_file_full_of_mistakes_is_mended_at_once(string name)
    {
        var fix = Fixing.Fixes.Single(fix => fix.GetType().Name == name);
        var mistakes = AllCases.Mistakes.Values
            .Where(mistake => mistake.Fixed is not null && fix.FixableDiagnosticIds.Contains(mistake.Rule))
            .GroupBy(mistake => mistake.Rest == RuleCase.Api)
            .OrderByDescending(group => group.Key)
            .First()
            .ToArray();
        var rest = mistakes[0].Rest;
        var project = mistakes[0] with { HasAwsPackages = mistakes.Any(mistake => mistake.HasAwsPackages) };

        // Where the API itself is wrong there can be only one.
        var code = rest == RuleCase.Api
            ? string.Concat(mistakes.SelectMany(mistake => new[] { mistake, mistake }).Select(InNamespace))
            : mistakes[0].Code;
        var compilation = project.Compile(code);
        var found = (await Analysis.BuildAsync(compilation)).Where(problem => fix.FixableDiagnosticIds.Contains(problem.Id)).ToArray();
        Assert.True(found.Length >= (rest == RuleCase.Api ? 2 * mistakes.Length : 1));

        var mended = await Fixing.FixAllAsync(compilation, compilation.SyntaxTrees[1], fix, found);

        // All of them handle the same few routes, which is another rule's business.
        Assert.Empty((await Analysis.BuildAsync(project.Compile(mended))).Where(problem => problem.Id != "WSS0001").Select(problem => problem.ToString()));
    }

    private static string InNamespace(RuleCase mistake, int index) => mistake.Code.StartsWith("namespace ", StringComparison.Ordinal)
        ? mistake.Code.Replace("namespace Shop", $"namespace N{index}", StringComparison.Ordinal).Replace("\"h\"", $"\"h{index}\"", StringComparison.Ordinal) + "\n"
        : $"namespace N{index} {{\n{mistake.Code.Replace("\"h\"", $"\"h{index}\"", StringComparison.Ordinal)}\n}}\n";
}
