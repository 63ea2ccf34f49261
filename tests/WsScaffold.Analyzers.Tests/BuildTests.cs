using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using WsScaffold.Analyzers.Tests.Cases;
using WsScaffold.Analyzers.Tests.Support;
using WsScaffold.Generator.Tests.Aws;
using WsScaffold.Generator.Tests.Routes;

namespace WsScaffold.Analyzers.Tests;

/// <summary>
/// Builds a project for each mistake with <c>dotnet build</c> and the package, and expects one message, of the rule and at
/// the right line. All projects are part of one build. It covers the first example of each rule, or all examples when
/// <c>WSSCAFFOLD_RULE_BUILDS</c> is <c>all</c>.
/// </summary>
public sealed partial class BuildTests : IDisposable
{
    private static readonly bool _coversAllExamples = Environment.GetEnvironmentVariable("WSSCAFFOLD_RULE_BUILDS") == "all";

    private static readonly Dictionary<string, DiagnosticDescriptor> _rules = Analysis.Analyzers
        .SelectMany(analyzer => analyzer.SupportedDiagnostics)
        .DistinctBy(rule => rule.Id)
        .ToDictionary(rule => rule.Id);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Building_a_project_with_a_mistake_prints_one_message()
    {
        var feed = await PackageFeed.PackAsync();
        var mistakes = AllCases.Mistakes
            .Where(mistake => _coversAllExamples || mistake.Key.EndsWith(" 1", StringComparison.Ordinal))
            .ToArray();
        await WriteSharedAsync();
        foreach (var (name, mistake) in mistakes)
        {
            await WriteAsync(name, mistake);
        }

        await Command.DotnetAsync(_folder.PathOf(FolderOf(mistakes[0].Key)), feed.Environment, "restore");
        var (exitCode, printed) = await Command.RunAsync(Command.StartInfo(
            "dotnet",
            _folder.Path,
            feed.Environment,
            "build", "Mistakes.proj", "-m", "-nodeReuse:false", "--no-restore", "--nologo", "-tl:off", "-clp:NoSummary"));

        var found = Line().Matches(printed)
            .Select(match => (Project: match.Groups["project"].Value, Message: match.Groups["message"].Value))
            .Distinct()
            .ToLookup(line => line.Project, line => line.Message);
        Assert.Equal(
            mistakes.Select(mistake => $"{FolderOf(mistake.Key)}: {Expected(mistake.Value)}"),
            mistakes.Select(mistake => $"{FolderOf(mistake.Key)}: {string.Join(" | ", found[FolderOf(mistake.Key)])}"));
        Assert.Equal(mistakes.Length, found.Count);
        Assert.Equal(1, exitCode);
    }

    // File1.cs(3,12): error WSS0001: the message [/tmp/…/WSS0001-1/Shop.csproj]
    [GeneratedRegex(
        """
        ^(?:.*[\\/])?
        (?<message>(?:File\d\.cs\(\d+,\d+\)|CSC|MSBUILD|[^:\n]*)[ ]?:[ ](?:error|warning)[ ].*)
        [ ]\[.*[\\/](?<project>[^\\/]+)[\\/]Shop\.csproj\]\r?$
        """,
        RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Line();

    private static string FolderOf(string name) => name.Replace(' ', '-');

    private static string Expected(RuleCase mistake)
    {
        var before = mistake.Code[..mistake.Span.Start];
        var line = before.Count(c => c == '\n') + 1;
        var column = before.Length - before.LastIndexOf('\n');
        var rule = _rules[mistake.Rule];
        var severity = rule.DefaultSeverity == DiagnosticSeverity.Error ? "error" : "warning";
        return $"File0.cs({line},{column}): {severity} {rule.Id}: {mistake.Message} ({rule.HelpLinkUri})";
    }

    // All projects share one restore, and so the folder of its results.
    private async Task WriteSharedAsync()
    {
        await WriteFileAsync("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <MSBuildProjectExtensionsPath>$(MSBuildThisFileDirectory)restored/</MSBuildProjectExtensionsPath>
                <BaseIntermediateOutputPath>$(MSBuildProjectDirectory)/obj/</BaseIntermediateOutputPath>
              </PropertyGroup>
            </Project>
            """);

        // A build doesn't print suggestions, so they become warnings.
        var suggestions = _rules.Values
            .Where(rule => rule.DefaultSeverity == DiagnosticSeverity.Info)
            .Select(rule => $"dotnet_diagnostic.{rule.Id}.severity = warning\n");
        await WriteFileAsync(".globalconfig", "is_global = true\n" + string.Concat(suggestions));
        await WriteFileAsync("Mistakes.proj", """
            <Project>
              <ItemGroup>
                <Mistake Include="*/Shop.csproj" />
              </ItemGroup>
              <Target Name="Build">
                <MSBuild Projects="@(Mistake)" BuildInParallel="true" ContinueOnError="WarnAndContinue" />
              </Target>
            </Project>
            """);
        await WriteFileAsync("Usings.cs", Generation.Usings);
    }

    private async Task WriteAsync(string name, RuleCase mistake)
    {
        var folder = FolderOf(name);
        var references = mistake.HasAwsPackages
            ? AwsReferences.All.Select(static reference => $"""<Reference Include="{reference.Display}" />""")
            : [];
        Directory.CreateDirectory(_folder.PathOf(folder));
        await WriteFileAsync(Path.Combine(folder, "Shop.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
                <NoWarn>NU1603</NoWarn>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="WsScaffold" Version="{PackageFeed.Version}" />
                <Compile Include="../Usings.cs" />
                {string.Concat(references)}
              </ItemGroup>
            </Project>
            """);
        var files = mistake.Files(mistake.Code);
        for (var i = 0; i < files.Length; i++)
        {
            await WriteFileAsync(Path.Combine(folder, $"File{i}.cs"), files[i]);
        }
    }

    private Task WriteFileAsync(string name, string text) => _folder.WriteAsync(name, text);
}
