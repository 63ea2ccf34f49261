using WsScaffold.Templates.Tests.Support;

namespace WsScaffold.Templates.Tests;

/// <summary>What comes out of the template, used as its README says.</summary>
public sealed class VariantTests(Packages packages)
{
    // The registry may know the exact versions that others ask for, or only later ones.
    private const string NoWarningButNearVersions = "-p:NoWarn=NU1603";

    public static TheoryData<Variant> Variants => [.. Variant.WholeMatrix ? Variant.All : Variant.Sample];

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task A_scaffolded_API_builds_without_a_warning_passes_its_tests_converses_publishes_and_synthesises(Variant variant)
    {
        var solution = await packages.ScaffoldAsync("My.Chat-App", variant.Options);

        await packages.SucceedAsync(solution, "build", "-warnaserror", NoWarningButNearVersions);
        if (variant.Tests)
        {
            Assert.Contains("Passed!", await packages.SucceedAsync(solution, "test", "--no-build"), StringComparison.Ordinal);
        }

        await ConverseAsync(solution, variant);
        if (variant.Infra && OperatingSystem.IsLinux())
        {
            await SynthesiseAsync(solution, variant);
        }
        else if (OperatingSystem.IsLinux())
        {
            await PublishAsync(solution);
        }
    }

    private async Task ConverseAsync(string solution, Variant variant)
    {
        using var api = await RunningApi.StartAsync(packages.StartInfo(
            solution, "run", "--no-build", "--project", Path.Combine("src", "My.Chat-App.Api"), "--", "--port", "0"));
        var (request, answer) = variant.Content == "chat"
            ? ("""{"action":"join","room":"lobby","name":"Ann","id":1}""", """{"type":"join","id":1,"data":{"room":"lobby"}}""")
            : ("""{"action":"hello","name":"Ann","id":1}""", """{"type":"hello","id":1,"data":{"text":"Hello, Ann!"}}""");
        Assert.Equal(answer, await api.AskAsync(request));
    }

    // The CDK publishes the API with NativeAOT on the way.
    private async Task SynthesiseAsync(string solution, Variant variant)
    {
        var printed = await packages.RunAsync(
            solution, new Dictionary<string, string?> { ["CDK_OUTDIR"] = Path.Combine(solution, "cdk.out") },
            ["run", "--no-build", "--project", Path.Combine("src", "My.Chat-App.Infra")]);
        Assert.True(printed.ExitCode == 0, printed.Output);
        var template = File.ReadAllText(Path.Combine(solution, "cdk.out", "my-chat-app.template.json"));
        var routes = variant.Content == "chat" ? new[] { "$connect", "$default", "$disconnect", "join", "leave", "sendMessage" } : ["hello"];
        Assert.All(routes, route => Assert.Contains($"\"RouteKey\": \"{route}\"", template, StringComparison.Ordinal));
        Assert.Equal(variant.Auth == "iam", template.Contains("\"AuthorizationType\": \"AWS_IAM\"", StringComparison.Ordinal));
        Assert.Contains(variant.Arch == "arm64" ? "arm64" : "x86_64", template, StringComparison.Ordinal);
        Assert.Equal(variant.Store == "dynamodb", template.Contains("AWS::DynamoDB::Table", StringComparison.Ordinal));
    }

    private async Task PublishAsync(string solution)
    {
        var printed = await packages.SucceedAsync(
            solution, "publish", Path.Combine("src", "My.Chat-App.Api"), "-c", "Release", "-r", $"linux-{Variant.ThisArch}", "-o", "publish", NoWarningButNearVersions);
        Assert.DoesNotContain("warning", printed, StringComparison.OrdinalIgnoreCase);
        Assert.True(File.Exists(Path.Combine(solution, "publish", "My.Chat-App.Api")), printed);
    }
}
