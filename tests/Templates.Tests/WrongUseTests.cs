using WsScaffold.Templates.Tests.Support;

namespace WsScaffold.Templates.Tests;

/// <summary>What people do wrong at first, and what they are told.</summary>
public sealed class WrongUseTests(Packages packages)
{
    [Fact]
    public async Task A_folder_with_files_in_the_way_is_left_alone()
    {
        var folder = packages.NewFolder();
        var file = Path.Combine(folder, "README.md");
        File.WriteAllText(file, "mine");

        var result = await packages.NewAsync(folder, "wsapi", "-n", "Chat", "-o", ".", "--no-restore");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("README.md", result.Output, StringComparison.Ordinal);
        Assert.Contains("--force", result.Output, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(file));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task A_value_that_an_option_does_not_have_is_answered_with_those_it_has()
    {
        var folder = packages.NewFolder();

        var result = await packages.NewAsync(folder, "wsapi", "-n", "Chat", "--store", "redis");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("redis", result.Output, StringComparison.Ordinal);
        Assert.Contains("dynamodb", result.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task Without_a_package_source_the_files_are_there_and_it_says_how_to_go_on()
    {
        var folder = packages.NewFolder();
        // Clearing all sources is being offline, without the time-outs.
        File.WriteAllText(
            Path.Combine(folder, "nuget.config"),
            "<configuration><packageSources><clear /></packageSources></configuration>"
        );

        var result = await packages.NewOfflineAsync(folder, "wsapi", "-n", "Chat");

        Assert.Contains("Run 'dotnet restore' when the package source is reachable.", result.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "Chat", "Chat.slnx")), result.Output);
    }

    [Fact]
    public async Task A_route_outside_a_project_is_refused()
    {
        var folder = packages.NewFolder();

        var result = await packages.NewAsync(folder, "wsroute", "-n", "SendInvoice", "--route", "sendInvoice");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("the following constraints are not met:", result.Output, StringComparison.Ordinal);
        Assert.Contains("Project capabilities:", result.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task A_route_without_its_key_is_asked_for_it()
    {
        var result = await packages.NewAsync(packages.NewFolder(), "wsroute", "-n", "SendInvoice", "--force");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(
            "Missing mandatory option(s) for the template 'WebSocket route (WsScaffold)': '--route'.",
            result.Output,
            StringComparison.Ordinal
        );
    }
}
