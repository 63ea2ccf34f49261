using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WsScaffold.Analyzers.Tests.Cases;
using WsScaffold.Analyzers.Tests.Support;

namespace WsScaffold.Analyzers.Tests;

/// <summary>Every rule by its examples: location, message, silence on correct code, and code fix.</summary>
public sealed class RuleTests
{
    // Several tests need the diagnostics of the same mistake; each mistake is compiled once.
    private static readonly ConcurrentDictionary<string, Lazy<Task<(CSharpCompilation, Diagnostic[])>>> _built = [];

    public static TheoryData<string> Mistakes => [.. AllCases.Mistakes.Keys];

    public static TheoryData<string> Correct => [.. AllCases.Correct.Keys];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_reported_once_and_in_the_same_place_by_a_build_and_an_editor(string name)
    {
        var (mistake, compilation, printed) = await BuildAsync(name);
        var file = compilation.SyntaxTrees[1];
        var underlined = await Analysis.OpenAsync(compilation, file);

        Assert.True(printed.Length == 1, string.Join("\n", printed.Select(diagnostic => diagnostic.ToString())));
        Assert.Equal((mistake.Rule, mistake.Message), (printed[0].Id, printed[0].GetMessage(CultureInfo.InvariantCulture)));
        Assert.Equal((file, mistake.Span), (printed[0].Location.SourceTree, printed[0].Location.SourceSpan));
        Assert.Equal(printed.Select(diagnostic => diagnostic.ToString()), underlined.Select(diagnostic => diagnostic.ToString()));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_code_fix_leaves_code_without_warnings(string name)
    {
        var (mistake, compilation, printed) = await BuildAsync(name);
        var @fixed = await CodeFixRunner.FixAsync(compilation, Assert.Single(printed));

        Assert.Equal(mistake.Fixed, @fixed, ignoreLineEndingDifferences: true);
        if (@fixed is not null)
        {
            Assert.Empty(await Analysis.BuildAsync(mistake.Compile(@fixed)));
        }
    }

    [Theory]
    [MemberData(nameof(Correct))]
    public async Task Correct_code_has_no_diagnostics(string name)
    {
        var correct = AllCases.Correct[name];

        Assert.Empty(await Analysis.BuildAsync(correct.Compile(correct.Code)));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Only_warnings_and_suggestions_can_be_silenced(string name)
    {
        var (mistake, _, printed) = await BuildAsync(name);
        var silenced = await Analysis.BuildAsync(mistake.Compile($"#pragma warning disable {mistake.Rule}\n{mistake.Code}"));

        Assert.Equal(Assert.Single(printed).Severity == DiagnosticSeverity.Error, silenced.Length == 1);
    }

    // Two mistakes are two errors at once, so that fixing one doesn't reveal the other.
    [Theory]
    [InlineData("public static async void H(Action body) { await Task.Yield(); }", "WSS0203 WSS0605")]
    [InlineData("private static void H(Order first, Order second) { }", "WSS0205 WSS0302")]
    [InlineData("public static ref int H(ConnectContext context) => ref _n;", "WSS0204 WSS0305")]
    [InlineData("private static async void H([FromQuery] string page) { await Task.Yield(); }", "WSS0203 WSS0304")]
    [InlineData(
        "public static Task<Task<int>> H([FromQuery] string page, ConnectContext context, int[,] body) => null!;",
        "WSS0304 WSS0305 WSS0404 WSS0606")]
    public async Task A_mistake_does_not_hide_another(string method, string rules)
    {
        var source = $$"""
            public static class Handlers
            {
                private static int _n = 1;
                [WebSocketRoute("h")] {{method}}
                public static int N => _n;
            }
            """;
        var printed = await Analysis.BuildAsync(Analysis.Compile(new RuleCase("", "[||]", "").Files(source)));

        Assert.Equal(
            rules.Split(' '),
            printed.Where(problem => problem.Severity == DiagnosticSeverity.Error)
                .Select(problem => problem.Id)
                .Order(StringComparer.Ordinal));
    }

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
}
