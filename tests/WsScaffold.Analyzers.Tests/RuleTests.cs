using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WsScaffold.Analyzers.Tests.Cases;

namespace WsScaffold.Analyzers.Tests;

/// <summary>Every rule: where it fires and what it says, that nothing else is said of the same mistake, when it is silent, and what its fix leaves.</summary>
public sealed class RuleTests
{
    public static TheoryData<string> Mistakes => [.. AllCases.Mistakes.Keys];

    public static TheoryData<string> Correct => [.. AllCases.Correct.Keys];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_one_message_at_its_exact_place_in_the_build_and_in_the_open_file(string name)
    {
        var (mistake, compilation, printed) = await BuildAsync(name);
        var file = compilation.SyntaxTrees[1];

        Assert.True(printed.Length == 1, string.Join("\n", printed.Select(diagnostic => diagnostic.ToString())));
        Assert.Equal((mistake.Rule, mistake.Message), (printed[0].Id, printed[0].GetMessage(CultureInfo.InvariantCulture)));
        Assert.Equal((file, mistake.Span), (printed[0].Location.SourceTree, printed[0].Location.SourceSpan));
        Assert.Equal(printed.Select(diagnostic => diagnostic.ToString()), (await Analysis.OpenAsync(compilation, file)).Select(diagnostic => diagnostic.ToString()));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_fix_is_offered_where_the_mend_is_known_and_leaves_code_that_compiles_without_a_word(string name)
    {
        var (mistake, compilation, printed) = await BuildAsync(name);
        var mended = await Fixing.FixAsync(compilation, Assert.Single(printed));

        Assert.Equal(mistake.Fixed, mended, ignoreLineEndingDifferences: true);
        if (mended is not null)
        {
            Assert.Empty(await Analysis.BuildAsync(mistake.Compile(mended)));
        }
    }

    [Theory]
    [MemberData(nameof(Correct))]
    public async Task Nothing_is_said_of_correct_code(string name)
    {
        var correct = AllCases.Correct[name];

        Assert.Empty(await Analysis.BuildAsync(correct.Compile(correct.Code)));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task What_stops_generation_can_not_be_silenced_and_all_else_can(string name)
    {
        var (mistake, _, printed) = await BuildAsync(name);
        var silenced = await Analysis.BuildAsync(mistake.Compile($"#pragma warning disable {mistake.Rule}\n{mistake.Code}"));

        Assert.Equal(Assert.Single(printed).Severity == DiagnosticSeverity.Error, silenced.Length == 1);
    }

    // Two mistakes are two errors, and mending one doesn't bring up another.
    [Theory]
    [InlineData("public async void H(Action body) { await Task.Yield(); }", "WSS0203 WSS0605")]
    [InlineData("private void H(Order first, Order second) { }", "WSS0205 WSS0302")]
    [InlineData("public ref int H(ConnectContext context) => ref _n;", "WSS0204 WSS0305")]
    [InlineData("private async void H([FromQuery] string page) { await Task.Yield(); }", "WSS0203 WSS0304")]
    [InlineData("public System.Threading.Tasks.Task<Task<int>> H([FromQuery] string page, ConnectContext context, int[,] body) => null!;", "WSS0304 WSS0305 WSS0404 WSS0606")]
    public async Task A_mistake_hides_no_other(string method, string rules)
    {
        var printed = await Analysis.BuildAsync(Analysis.Compile(new RuleCase("", "[||]", "").Files($"public static class Handlers {{ private static int _n = 1; [WebSocketRoute(\"h\")] {method.Replace("public ", "public static ", StringComparison.Ordinal).Replace("private ", "private static ", StringComparison.Ordinal)} public static int N => _n; }}")));

        Assert.Equal(rules.Split(' '), printed.Where(problem => problem.Severity == DiagnosticSeverity.Error).Select(problem => problem.Id).Order(StringComparer.Ordinal));
    }

    // Each mistake is compiled once for all the questions that are asked of it.
    private static async Task<(RuleCase Mistake, CSharpCompilation Compilation, Diagnostic[] Printed)> BuildAsync(string name)
    {
        var mistake = AllCases.Mistakes[name];
        var (compilation, printed) = await _built.GetOrAdd(name, _ => new(async () =>
        {
            var compilation = mistake.Compile(mistake.Code);
            return (compilation, await Analysis.BuildAsync(compilation));
        })).Value;
        return (mistake, compilation, printed);
    }

    private static readonly ConcurrentDictionary<string, Lazy<Task<(CSharpCompilation, Diagnostic[])>>> _built = [];
}
