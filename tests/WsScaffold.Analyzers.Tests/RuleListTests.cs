using System.Reflection;
using Microsoft.CodeAnalysis;
using WsScaffold.Analyzers.Tests.Cases;
using WsScaffold.Analyzers.Tests.Support;
using WsScaffold.Cdk.Generator;
using WsScaffold.Generator;
using WsScaffold.Generator.Json;
using WsScaffold.Generator.Rules;

namespace WsScaffold.Analyzers.Tests;

/// <summary>All lists of rules agree: declared rules, supported rules, pages, release files, code fixes and examples.</summary>
public sealed class RuleListTests
{
    private static readonly Assembly[] _assemblies = [typeof(WsScaffoldGenerator).Assembly, typeof(WsScaffoldCdkGenerator).Assembly];

    private static readonly DiagnosticDescriptor[] _rules =
    [
        .. _assemblies.SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
            .Where(field => field.FieldType == typeof(DiagnosticDescriptor))
            .Select(field => (DiagnosticDescriptor)field.GetValue(null)!)
            .OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ];

    private static readonly HashSet<string> _deployment = [.. new DeploymentAnalyzer().SupportedDiagnostics.Select(rule => rule.Id)];

    private static readonly HashSet<string> _fixable = [.. CodeFixRunner.Fixes.SelectMany(fix => fix.FixableDiagnosticIds)];

    public static TheoryData<string> Ids => [.. _rules.Select(rule => rule.Id)];

    [Fact]
    public void Every_rule_has_a_unique_id_and_is_supported_by_an_analyzer()
    {
        var supported = Analysis.Analyzers.Append(new DeploymentAnalyzer())
            .SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .Select(rule => rule.Id);

        Assert.NotEmpty(_rules);
        Assert.Equal(_rules.Select(rule => rule.Id).Distinct(), _rules.Select(rule => rule.Id));
        Assert.Equal(_rules.Select(rule => rule.Id), supported.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_rule_has_a_page_and_examples(string id)
    {
        var rule = _rules.Single(rule => rule.Id == id);
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "diagnostics", $"{id}.md"));
        var fix = _fixable.Contains(id) ? "yes" : "no";
        var start = $"# {id}: {rule.Title}\n\n{rule.DefaultSeverity} · {rule.Category} · fix: {fix}\n";

        Assert.Matches("^WSS[0-9]{4}$", id);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
        Assert.StartsWith(start, page, StringComparison.Ordinal);
        Assert.Contains("](https://", page, StringComparison.Ordinal);
        Assert.All(
            ["## Why", "## Wrong", "## Right", "## When to silence it"],
            part => Assert.Contains(part, page, StringComparison.Ordinal));
        Assert.Equal(
            rule.DefaultSeverity == DiagnosticSeverity.Error,
            rule.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable));

        // Examples of deployment rules consist of two projects. They are in the tests of the generator that reports them.
        if (_deployment.Contains(id))
        {
            return;
        }

        var examples = AllCases.Mistakes.Values.Where(example => example.Rule == id).ToArray();
        Assert.NotEmpty(examples);
        Assert.Contains(AllCases.Correct.Values, example => example.Rule == id);
        Assert.Equal(_fixable.Contains(id), examples.Any(example => example.Fixed is not null));
    }

    [Fact]
    public void The_index_lists_exactly_the_existing_pages()
    {
        var folder = Path.Combine(Repository.Root, "docs", "diagnostics");
        var lines = File.ReadAllLines(Path.Combine(folder, "README.md"))
            .Where(line => line.StartsWith("| [WSS", StringComparison.Ordinal));

        Assert.Equal(_rules.Select(IndexLine), lines);
        Assert.Equal(
            _rules.Select(rule => rule.Id),
            Directory.GetFiles(folder, "WSS*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!);

        static string IndexLine(DiagnosticDescriptor rule)
        {
            var fix = _fixable.Contains(rule.Id) ? "yes" : "";
            return $"| [{rule.Id}]({rule.Id}.md) | {rule.Category} | {rule.DefaultSeverity} | {fix} | {rule.Title} |";
        }
    }

    [Fact]
    public void The_release_files_list_every_rule_once()
    {
        var generators = Path.Combine(Repository.Root, "generator");
        var lines = Directory.GetFiles(generators, "AnalyzerReleases.*.md", SearchOption.AllDirectories)
            .SelectMany(File.ReadAllLines)
            .Where(line => line.StartsWith("WSS", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

        Assert.Equal(_rules.Select(ReleaseLine), lines);

        static string ReleaseLine(DiagnosticDescriptor rule) =>
            $"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} | [{rule.Title}](../../docs/diagnostics/{rule.Id}.md)";
    }

    [Fact]
    public void Every_reason_for_a_missing_contract_has_its_own_rule()
    {
        var reasons = Enum.GetValues<UnsupportedReason>()
            .Where(reason => reason is not (UnsupportedReason.None or UnsupportedReason.DoesNotExist))
            .ToArray();

        Assert.Equal(reasons.Length, reasons.Select(ContractRules.Of).Distinct().Count());
    }
}
