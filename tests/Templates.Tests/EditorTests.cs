using System.Text.Json.Nodes;
using WsScaffold.Templates.Tests.Support;

namespace WsScaffold.Templates.Tests;

/// <summary>What an editor does with the files that are there for it.</summary>
public sealed class EditorTests(Packages packages)
{
    [Fact]
    public async Task F5_in_Visual_Studio_Code_builds_the_solution_and_serves_the_API()
    {
        var solution = await packages.ScaffoldAsync("My.Chat-App", "--content", "empty");
        var launch = Assert.Single(Read(solution, "launch.json")["configurations"]!.AsArray())!;

        await RunTaskAsync(solution, launch["preLaunchTask"]!);
        using var api = await RunningApi.StartAsync(
            packages.StartInfo(In(solution, launch["cwd"]!), In(solution, launch["program"]!), "--port", "0")
        );

        Assert.Equal("coreclr", $"{launch["type"]}");
        Assert.Equal(
            """{"type":"hello","id":1,"data":{"text":"Hello, Ann!"}}""",
            await api.AskAsync("""{"action":"hello","name":"Ann","id":1}""")
        );
    }

    [Fact]
    public async Task The_tests_run_as_a_task_of_Visual_Studio_Code()
    {
        var solution = await packages.ScaffoldAsync("My.Chat-App", "--content", "empty");

        Assert.Contains("Passed!", await RunTaskAsync(solution, "test"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_launch_profile_that_Visual_Studio_and_Rider_offer_serves_the_API()
    {
        var solution = await packages.ScaffoldAsync("My.Chat-App", "--content", "empty", "--infra", "false", "--tests", "false");
        var project = Path.Combine(solution, "src", "My.Chat-App.Api");
        var profiles = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(project, "Properties", "launchSettings.json"), TestContext.Current.CancellationToken)
        )!["profiles"]!.AsObject();
        var (profile, settings) = Assert.Single(profiles);
        await packages.BuildAsync(solution);

        using var api = await RunningApi.StartAsync(
            packages.StartInfo(project, "run", "--no-build", "--launch-profile", profile, "--", "--port", "0")
        );

        Assert.Equal("Project", $"{settings!["commandName"]}");
        Assert.Equal(
            """{"type":"hello","id":1,"data":{"text":"Hello, Ann!"}}""",
            await api.AskAsync("""{"action":"hello","name":"Ann","id":1}""")
        );
    }

    /// <returns>What the task printed.</returns>
    private Task<string> RunTaskAsync(string solution, JsonNode label)
    {
        var task = Read(solution, "tasks.json")["tasks"]!.AsArray().Single(task => $"{task!["label"]}" == $"{label}")!;
        Assert.Equal("process", $"{task["type"]}");
        Assert.Equal("dotnet", $"{task["command"]}");
        return packages.SucceedAsync(
            solution,
            [.. task["args"]!.AsArray().Select(argument => In(solution, argument!)), Packages.AllowLaterVersions]
        );
    }

    private static JsonNode Read(string solution, string file) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(solution, ".vscode", file)))!;

    private static string In(string solution, JsonNode value) =>
        $"{value}".Replace("${workspaceFolder}", solution, StringComparison.Ordinal);
}
