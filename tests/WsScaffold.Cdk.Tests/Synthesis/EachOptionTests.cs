using System.Text.Json.Nodes;
using WsScaffold.Cdk.Tests.Support;

namespace WsScaffold.Cdk.Tests.Synthesis;

/// <summary>Requirements that every option meets.</summary>
public sealed class EachOptionTests
{
    public static TheoryData<string> Names => [.. Options.All.Keys];

    [Fact]
    public void Options_lists_every_property() => Assert.Equal(
        NamesOf<WebSocketLambdaApiProps>("")
            .Concat(NamesOf<CustomDomain>("Domain."))
            .Concat(NamesOf<ApiAlarms>("Alarms."))
            .Order(StringComparer.Ordinal),
        Options.All.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_option_is_documented()
    {
        var page = File.ReadAllText(Path.Combine(TestStack.ProjectFolder, "..", "..", "docs", "guides", "deploying.md"));

        Assert.All(NamesOf<WebSocketLambdaApiProps>(""), name => Assert.Matches($"\n\\| (.*, )?`{name}[ `]", page));
    }

    [Theory]
    [MemberData(nameof(Names))]
    [NeedsNodeJs]
    public void An_option_changes_only_the_resources_it_is_for(string name)
    {
        var before = Options.None.Synthesis.ById;
        var after = Options.All[name].Synthesis.ById;

        var changed = before.Select(resource => resource.Key)
            .Union(after.Select(resource => resource.Key))
            .Where(id => !JsonNode.DeepEquals(before[id], after[id]))
            .Select(id => ((string)(after[id] ?? before[id])!["Type"]!)["AWS::".Length..]);
        Assert.Equal(Options.All[name].Changes, changed.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    [NeedsNodeJs]
    public async Task Cfn_lint_reports_no_problem()
    {
        var folder = Directory.CreateTempSubdirectory("wsscaffold-lint-");
        try
        {
            foreach (var (name, option) in Options.All.Append(new("None", Options.None)).Append(new("Together", Options.Together)))
            {
                var file = Path.Combine(folder.FullName, $"{name}.json");
                await File.WriteAllTextAsync(file, option.Synthesis.Json.ToJsonString(), TestContext.Current.CancellationToken);
            }

            await CfnLint.FindsNothingAsync(Directory.GetFiles(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // A required property is not an option.
    private static IEnumerable<string> NamesOf<T>(string prefix) => typeof(T).GetProperties()
        .Where(property => property.CustomAttributes.All(attribute => attribute.AttributeType.Name != "RequiredMemberAttribute"))
        .Select(property => prefix + property.Name);
}
