using WsScaffold.Templates.Tests.Support;

namespace WsScaffold.Templates.Tests;

/// <summary><c>--aws-packages</c>. Not every registry has those packages, so declarations of their types stand in for them.</summary>
public sealed class AwsPackagesTests(Packages packages)
{
    private static readonly string[] _packages = ["Amazon.Lambda.APIGatewayEvents", "Amazon.Lambda.Core", "AWSSDK.ApiGatewayManagementApi"];

    [Fact]
    public async Task It_adds_references_a_handler_its_test_and_what_the_README_says_of_them()
    {
        var without = Tree.ReadAll(await packages.ScaffoldAsync("Chat"));
        var with = Tree.ReadAll(await packages.ScaffoldAsync("Chat", "--aws-packages"));

        var added = string.Concat(
            with.Where(file => without.GetValueOrDefault(file.Key) != file.Value)
                .Select(file =>
                    $"=== {file.Key}\n{(without.TryGetValue(file.Key, out var before) ? NewLines(before, file.Value) : file.Value)}"
                )
        );

        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "AwsPackages.golden.txt")).ReplaceLineEndings("\n"), added);
    }

    public static TheoryData<string> Auths => Variant.WholeMatrix ? ["none", "lambda"] : ["none"];

    [Theory]
    [MemberData(nameof(Auths))]
    public async Task It_builds_and_passes_its_tests(string auth)
    {
        var solution = await packages.ScaffoldAsync("Chat", "--aws-packages", "--auth", auth, "--infra", "false");
        await TakeDeclarationsAsync(Path.Combine(solution, "src", "Chat.Api", "Chat.Api.csproj"));

        await packages.BuildAsync(solution);

        Assert.Contains("Passed!", await packages.SucceedAsync(solution, "test", "--no-build"), StringComparison.Ordinal);
    }

    private async Task TakeDeclarationsAsync(string project)
    {
        var declarations = await DeclarationsAsync();
        var text = File.ReadAllText(project);
        foreach (var package in _packages)
        {
            var reference = $"<PackageReference Include=\"{package}\" />";
            Assert.Contains(reference, text, StringComparison.Ordinal);
            text = text.Replace(
                reference,
                $"<Reference Include=\"{Path.Combine(declarations, package)}.dll\" />",
                StringComparison.Ordinal
            );
        }

        File.WriteAllText(project, text);
    }

    /// <returns>The folder of their assemblies.</returns>
    private static Task<string> DeclarationsAsync() => SharedBuilds.GetAsync("declarations", async folder =>
    {
        foreach (var name in _packages)
        {
            await Command.DotnetAsync(
                Repository.Root, null,
                ["build", Repository.PathOf("tests", "AwsDeclarations", name), "-o", folder, .. SharedBuilds.ReleaseArguments]);
        }
    });

    private static string NewLines(string before, string after) =>
        string.Concat(after.Split('\n').Except(before.Split('\n')).Select(static line => line + '\n'));
}
