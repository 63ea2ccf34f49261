using System.Security.Cryptography;
using System.Text;
using WsScaffold.Templates.Tests.Support;

namespace WsScaffold.Templates.Tests;

/// <summary>What comes out of the template, used as its README says.</summary>
public sealed class VariantTests(Packages packages)
{
    // By what the API's project is made of: many variants have the same, and their binaries are too.
    private static readonly Dictionary<string, string> _published = [];

    public static TheoryData<Variant> Variants => [.. Variant.WholeMatrix ? Variant.All : Variant.Sample];

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task A_scaffolded_API_builds_without_a_warning_passes_its_tests_publishes_synthesises_and_converses(Variant variant)
    {
        var solution = await packages.ScaffoldAsync("My.Chat-App", variant.Options);

        await packages.BuildAsync(solution);
        if (variant.Tests)
        {
            Assert.Contains("Passed!", await packages.SucceedAsync(solution, "test", "--no-build"), StringComparison.Ordinal);
        }

        // Without a tool the rest is tested all the same, and the test skips at its end.
        if (OperatingSystem.IsLinux() && Tool.Linker.IsInstalled)
        {
            var binary = await PublishAsync(solution);
            if (variant.Infra && Tool.NodeJs.IsInstalled)
            {
                await SynthesiseAsync(solution, variant, binary);
            }
        }

        if (variant.Infra)
        {
            await SynthesiseWithoutNodeAsync(solution);
        }

        Tool.NodeJs.Require();
        await ConverseAsync(solution, variant);
        if (OperatingSystem.IsLinux())
        {
            Tool.Linker.Require();
        }
    }

    private async Task ConverseAsync(string solution, Variant variant)
    {
        using var api = await RunningApi.StartAsync(packages.StartInfo(
            solution, "run", "--no-build", "--project", Path.Combine("src", "My.Chat-App.Api"), "--", "--port", "0"));
        var withToken = variant.Auth == "lambda";
        var (request, answer) = (variant.Content, withToken) switch
        {
            ("chat", false) => (
                """{"action":"join","room":"lobby","name":"Ann","id":1}""",
                """{"type":"join","id":1,"data":{"room":"lobby"}}"""
            ),
            ("chat", true) => ("""{"action":"join","room":"lobby","id":1}""", """{"type":"join","id":1,"data":{"room":"lobby"}}"""),
            (_, false) => ("""{"action":"hello","name":"Ann","id":1}""", """{"type":"hello","id":1,"data":{"text":"Hello, Ann!"}}"""),
            (_, true) => ("""{"action":"whoami"}""", """{"type":"whoami","data":{"name":"ann"}}"""),
        };
        Assert.Equal(answer, await WscatAsync($"{api.Url}{(withToken ? "?token=local-ann" : "")}", request));
        if (withToken)
        {
            await RefusedAsync($"{api.Url}", 401);
            await RefusedAsync($"{api.Url}?token=guessed", 403);
        }
    }

    private static async Task<string?> WscatAsync(string url, string message)
    {
        using var wscat = await NodeProcess.StartWscatAsync("-c", url, "-x", message, "-w", "-1");
        return await wscat.ReadLineAsync();
    }

    private static async Task RefusedAsync(string url, int status)
    {
        using var wscat = await NodeProcess.StartWscatAsync("-c", url);
        Assert.Equal($"error: Unexpected server response: {status}\n", (await wscat.EndAsync()).Errors);
    }

    /// <returns>The folder of a binary, published when there is none of the same sources.</returns>
    private async Task<string> PublishAsync(string solution)
    {
        var project = Path.Combine(solution, "src", "My.Chat-App.Api");
        var sources = SourcesOf(project);
        if (!_published.TryGetValue(sources, out var folder))
        {
            var printed = await packages.SucceedAsync(
                solution,
                "publish",
                project,
                "-c",
                "Release",
                "-r",
                $"linux-{Variant.ThisArch}",
                "-o",
                "publish",
                Packages.AllowLaterVersions
            );
            Assert.DoesNotContain("warning", printed, StringComparison.OrdinalIgnoreCase);
            _published[sources] = folder = Path.Combine(solution, "publish");
        }

        Assert.True(File.Exists(Path.Combine(folder, "My.Chat-App.Api")), folder);
        return folder;
    }

    private static string SourcesOf(string project) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(
        Directory.EnumerateFiles(project, "*.cs*").Order(StringComparer.Ordinal).Select(File.ReadAllText)))));

    // With the binary that was published and looked at: a second one would take the linker as long again.
    private async Task SynthesiseAsync(string solution, Variant variant, string binary)
    {
        var environment = new Dictionary<string, string?>
        {
            ["CDK_OUTDIR"] = Path.Combine(solution, "cdk.out"),
            ["WSSCAFFOLD_PREBUILT"] = binary,
        };
        var printed = await packages.RunAsync(
            solution,
            environment,
            ["run", "--no-build", "--project", Path.Combine("src", "My.Chat-App.Infra")]
        );
        Assert.True(printed.ExitCode == 0, printed.Output);
        var template = File.ReadAllText(Path.Combine(solution, "cdk.out", "my-chat-app.template.json"));
        Assert.All(RoutesOf(variant), route => Assert.Contains($"\"RouteKey\": \"{route}\"", template, StringComparison.Ordinal));
        Assert.Equal(variant.Auth == "iam", template.Contains("\"AuthorizationType\": \"AWS_IAM\"", StringComparison.Ordinal));
        Assert.Equal(variant.Auth == "lambda", template.Contains("\"AuthorizationType\": \"CUSTOM\"", StringComparison.Ordinal));
        Assert.Equal(variant.Auth == "lambda", template.Contains("\"ACCESS_TOKENS\": ", StringComparison.Ordinal));
        Assert.Contains(variant.Arch == "arm64" ? "arm64" : "x86_64", template, StringComparison.Ordinal);
        Assert.Equal(variant.Store == "dynamodb", template.Contains("AWS::DynamoDB::Table", StringComparison.Ordinal));
    }

    private static string[] RoutesOf(Variant variant)
    {
        if (variant.Content == "chat")
        {
            return ["$connect", "$default", "$disconnect", "join", "leave", "sendMessage"];
        }

        return variant switch
        {
            { Auth: "lambda" } => ["$connect", "hello", "whoami"],
            { Auth: "iam" } or { Store: "dynamodb" } => ["$connect", "hello"],
            _ => ["hello"],
        };
    }

    private async Task SynthesiseWithoutNodeAsync(string solution)
    {
        var printed = await packages.RunAsync(
            solution,
            new Dictionary<string, string?> { ["PATH"] = solution },
            ["run", "--no-build", "--project", Path.Combine("src", "My.Chat-App.Infra")]
        );
        Assert.NotEqual(0, printed.ExitCode);
        Assert.Contains("The CDK runs on Node.js, and there is no 'node' on the PATH.", printed.Output, StringComparison.Ordinal);
    }
}
