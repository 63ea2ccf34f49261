using WsScaffold.Templates.Tests.Support;

namespace WsScaffold.Templates.Tests;

/// <summary>What single options add, and what they leave as it is.</summary>
public sealed class OptionTests(Packages packages)
{
    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task A_workflow_is_one_file_more(string tests)
    {
        var without = Tree.ReadAll(await packages.ScaffoldAsync("Chat", "--ci", "none", "--tests", tests));
        var with = Tree.ReadAll(await packages.ScaffoldAsync("Chat", "--ci", "github", "--tests", tests));

        Assert.True(with.Remove(".github/workflows/ci.yml", out var workflow));
        Assert.Equal(without, with);
        Assert.Equal(tests == "true", workflow.Contains("dotnet test", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_processor_is_named_where_the_binary_is_published_and_deployed_and_nowhere_else()
    {
        var arm64 = Tree.ReadAll(await packages.ScaffoldAsync("Chat", "--arch", "arm64"));
        var x64 = Tree.ReadAll(await packages.ScaffoldAsync("Chat", "--arch", "x64"));

        Assert.Equal(
            ["README.md", "src/Chat.Infra/ChatStack.cs"],
            arm64.Keys.Where(file => arm64[file] != x64[file]).Order(StringComparer.Ordinal)
        );
        Assert.Contains("-r linux-arm64", arm64["README.md"], StringComparison.Ordinal);
        Assert.Contains("-r linux-x64", x64["README.md"], StringComparison.Ordinal);
    }
}
