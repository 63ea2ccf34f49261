using System.Reflection;
using Microsoft.CodeAnalysis;
using WsScaffold.Analyzers.Tests.Cases;
using WsScaffold.Cdk.Generator;
using WsScaffold.Generator;
using WsScaffold.Generator.Json;
using WsScaffold.Generator.Rules;

namespace WsScaffold.Analyzers.Tests;

/// <summary>The lists of rules agree: what is declared, what analyzers support, the pages, the release files, the fixes and the examples.</summary>
public sealed class RuleListTests
{
    private static readonly string _root = Path.GetFullPath(typeof(RuleListTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Repository").Value!);

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

    private static readonly HashSet<string> _fixable = [.. Fixing.Fixes.SelectMany(fix => fix.FixableDiagnosticIds)];

    public static TheoryData<string> Ids => [.. _rules.Select(rule => rule.Id)];

    [Fact]
    public void Every_rule_has_an_id_of_its_own_that_an_analyzer_supports()
    {
        Assert.NotEmpty(_rules);
        Assert.Equal(_rules.Select(rule => rule.Id).Distinct(), _rules.Select(rule => rule.Id));
        Assert.Equal(
            _rules.Select(rule => rule.Id),
            Analysis.Analyzers.Append(new DeploymentAnalyzer()).SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_is_documented_released_and_shown_by_examples(string id)
    {
        var rule = _rules.Single(rule => rule.Id == id);
        var page = File.ReadAllText(Path.Combine(_root, "docs", "diagnostics", $"{id}.md"));
        var fix = _fixable.Contains(id) ? "yes" : "no";

        Assert.Matches("^WSS[0-9]{4}$", id);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
        Assert.StartsWith($"# {id}: {rule.Title}\n\n{rule.DefaultSeverity} · {rule.Category} · fix: {fix}\n", page, StringComparison.Ordinal);
        Assert.Contains("](https://", page, StringComparison.Ordinal);
        Assert.All(["## Why", "## Wrong", "## Right", "## When to silence it"], part => Assert.Contains(part, page, StringComparison.Ordinal));
        Assert.Equal(rule.DefaultSeverity == DiagnosticSeverity.Error, rule.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable));

        // Those of the project that deploys take two projects, and are shown beside its generator.
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
    public void The_list_of_pages_is_complete_and_holds_nothing_else()
    {
        var folder = Path.Combine(_root, "docs", "diagnostics");
        var lines = File.ReadAllLines(Path.Combine(folder, "README.md")).Where(line => line.StartsWith("| [WSS", StringComparison.Ordinal));

        Assert.Equal(
            _rules.Select(rule => $"| [{rule.Id}]({rule.Id}.md) | {rule.Category} | {rule.DefaultSeverity} | {(_fixable.Contains(rule.Id) ? "yes" : "")} | {rule.Title} |"),
            lines);
        Assert.Equal(
            _rules.Select(rule => rule.Id),
            Directory.GetFiles(folder, "WSS*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!);
    }

    [Fact]
    public void The_release_files_hold_every_rule_once()
    {
        var lines = Directory.GetFiles(Path.Combine(_root, "generator"), "AnalyzerReleases.*.md", SearchOption.AllDirectories)
            .SelectMany(File.ReadAllLines)
            .Where(line => line.StartsWith("WSS", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

        Assert.Equal(_rules.Select(rule => $"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} | [{rule.Title}](../../docs/diagnostics/{rule.Id}.md)"), lines);
    }

    [Fact]
    public void Every_reason_why_a_type_has_no_contract_is_a_rule_of_its_own()
    {
        var reasons = Enum.GetValues<UnsupportedReason>().Where(reason => reason is not (UnsupportedReason.None or UnsupportedReason.DoesNotExist)).ToArray();

        Assert.Equal(reasons.Length, reasons.Select(ContractRules.Of).Distinct().Count());
    }
}
