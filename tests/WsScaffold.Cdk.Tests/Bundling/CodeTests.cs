using System.Diagnostics;
using System.Text.Json.Nodes;
using WsScaffold.Cdk.Tests.Support;

namespace WsScaffold.Cdk.Tests.Bundling;

/// <summary>The code in the cloud assembly, and the checks before it is written.</summary>
public sealed class CodeTests : BundlingTests
{
    private const string Loader = "/lib64/ld-linux-x86-64.so.2";

    [Fact]
    public void The_executable_is_renamed_to_bootstrap_and_debug_symbols_are_left_out()
    {
        WriteExecutable("Chat.Api");
        File.WriteAllText(Path.Combine(Folder, "Chat.Api.dbg"), "symbols");
        File.WriteAllText(Path.Combine(Folder, "Chat.Api.pdb"), "symbols");
        File.WriteAllText(Path.Combine(Folder, "appsettings.json"), "{}");
        Directory.CreateDirectory(Path.Combine(Folder, "words"));
        File.WriteAllText(Path.Combine(Folder, "words", "de.txt"), "Hallo");

        var asset = Assert.Single(Directory.GetDirectories(Deploy(LambdaCode.FromPublished(Folder)), "asset.*"));

        Assert.Equal(
            ["appsettings.json", "bootstrap", "words/de.txt"],
            Directory.GetFiles(asset, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(asset, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal));
        Assert.Equal(File.ReadAllBytes(Path.Combine(Folder, "Chat.Api")), File.ReadAllBytes(Path.Combine(asset, "bootstrap")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.True(File.GetUnixFileMode(Path.Combine(asset, "bootstrap")).HasFlag(UnixFileMode.OtherExecute));
        }
    }

    [Fact]
    public void The_cloud_assembly_refers_to_the_folder_to_upload()
    {
        WriteExecutable("Chat.Api");

        var assembly = Deploy(LambdaCode.FromPublished(Folder));

        var assets = JsonNode.Parse(File.ReadAllText(Path.Combine(assembly, "Chat.assets.json")))!["files"]!.AsObject();
        var code = Assert.Single(assets, asset => (string?)asset.Value!["source"]!["packaging"] == "zip");
        Assert.True(File.Exists(Path.Combine(assembly, (string)code.Value!["source"]!["path"]!, "bootstrap")));
    }

    // The folder is deleted when the process exits. Another process therefore runs the test above, with the context passed by the CLI.
    [Theory]
    [InlineData("{}", false)]
    [InlineData("""{"aws:cdk:disable-asset-staging":true}""", true)]
    [NeedsNodeJs]
    public async Task The_folder_to_upload_outlives_the_process_only_if_the_CDK_does_not_copy_it(string context, bool isKept)
    {
        var method = $"*.{nameof(The_cloud_assembly_refers_to_the_folder_to_upload)}";
        var start = new ProcessStartInfo("dotnet", [typeof(CodeTests).Assembly.Location, "-method", method])
        {
            RedirectStandardOutput = true,
            Environment = { ["CDK_CONTEXT_JSON"] = context, ["TMPDIR"] = Folder, ["TMP"] = Folder },
        };
        using var program = Process.Start(start)!;
        var printed = await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(program.ExitCode == 0, printed);
        var folders = Directory.GetDirectories(Folder, "wsscaffold-*");
        Assert.Equal(isKept, folders.Any(folder => File.Exists(Path.Combine(folder, "bootstrap"))));
    }

    [Fact]
    public void A_binary_for_another_architecture_is_rejected() => Rejects(
        () => WriteExecutable("Chat.Api", machine: TestElf.Arm64),
        "is for Arm64, but the function is for X64. Publish it with -r linux-x64, or change the Architecture of the WebSocketLambdaApi.");

    [Fact]
    public void A_binary_that_needs_a_newer_glibc_than_Lambda_has_is_rejected() => Rejects(
        () => WriteExecutable("Chat.Api", versions: ["GLIBC_2.34", "GLIBC_2.38"]),
        "needs glibc 2.38, and Lambda (Amazon Linux 2023) has 2.34, so it would not start. "
            + "Publish it on an older system, or with ProjectCodeOptions.UseDocker.");

    [Fact]
    public void A_binary_for_Alpine_is_rejected() => Rejects(
        () => WriteExecutable("Chat.Api", loader: "/lib/ld-musl-x86_64.so.1"),
        "is linked against musl (Alpine Linux), but Lambda has glibc.");

    [Fact]
    public void A_framework_dependent_program_is_rejected() => Rejects(
        () =>
        {
            WriteExecutable("Chat.Api");
            File.WriteAllText(Path.Combine(Folder, "Chat.Api.dll"), "IL");
        },
        "was not compiled with NativeAOT: it starts 'Chat.Api.dll'. Set <PublishAot>true</PublishAot> in the API's project.");

    [Fact]
    public void A_folder_without_an_executable_is_rejected() => Rejects(
        () => File.WriteAllText(Path.Combine(Folder, "Chat.Api.exe"), "MZ"),
        "contains no Linux executable. Set <OutputType>Exe</OutputType> and <PublishAot>true</PublishAot> in the API's project,");

    [Fact]
    public void A_folder_with_two_executables_is_rejected_unless_one_is_named_bootstrap()
    {
        Rejects(
            () =>
            {
                WriteExecutable("Tool");
                WriteExecutable("Chat.Api");
            },
            "contains 2 executables: Chat.Api, Tool. Rename the one that Lambda has to start to 'bootstrap'.");

        WriteExecutable("bootstrap");
        Deploy(LambdaCode.FromPublished(Folder));
    }

    [Fact]
    public void A_damaged_binary_is_rejected() => Rejects(
        () => File.WriteAllBytes(Path.Combine(Folder, "Chat.Api"), TestElf.Write(TestElf.X64, Loader, "GLIBC_2.34")[..100]),
        "the ELF file is damaged or truncated. Publish the API's project again.");

    [Fact]
    public void A_missing_project_or_folder_is_reported_with_the_expected_path()
    {
        var expected = Path.GetFullPath("../Nowhere", TestStack.ProjectFolder);

        var project = Assert.Throws<ArgumentException>(() => LambdaCode.FromProject("../Nowhere"));
        var folder = Assert.Throws<ArgumentException>(() => LambdaCode.FromPublished("../Nowhere"));

        Assert.StartsWith(
            $"There is no project at '{expected}'. The path in LambdaCode.FromProject(\"../Nowhere\") is relative to the folder of the "
                + "project that calls it.",
            project.Message,
            StringComparison.Ordinal);
        Assert.StartsWith($"There is no folder '{expected}'. ", folder.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_must_contain_exactly_one_project()
    {
        var none = Assert.Throws<ArgumentException>(() => LambdaCode.FromProject(Folder));
        File.WriteAllText(Path.Combine(Folder, "B.csproj"), "<Project/>");
        File.WriteAllText(Path.Combine(Folder, "A.csproj"), "<Project/>");
        var two = Assert.Throws<ArgumentException>(() => LambdaCode.FromProject(Folder));

        Assert.Contains("contains no project file (*.csproj).", none.Message, StringComparison.Ordinal);
        Assert.Contains(
            $"contains 2 project files. Pass one of them to LambdaCode.FromProject, for example \"{Folder}/A.csproj\".",
            two.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Paths_are_relative_to_the_project_and_nothing_is_published_for_a_stack_that_is_not_deployed()
    {
        // This is the folder of the test project, whatever the working directory is. It can't be published as a function.
        var output = Deploy(LambdaCode.FromProject("."), bundled: []);

        Assert.Empty(Directory.GetFiles(Assert.Single(Directory.GetDirectories(output, "asset.*"))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Chat.Api")]
    public void A_prebuilt_folder_is_used_instead_of_publishing(string subfolder)
    {
        var published = Directory.CreateDirectory(Path.Combine(Folder, "published", subfolder)).FullName;
        File.WriteAllBytes(Path.Combine(published, "anything"), TestElf.Write(TestElf.X64, Loader, "GLIBC_2.34"));
        File.WriteAllText(Path.Combine(Folder, "Chat.Api.csproj"), "not to be built");

        var output = Deploy(LambdaCode.FromProject(Folder), context: ("wsscaffold:prebuilt", Path.Combine(Folder, "published")));

        Assert.True(File.Exists(Path.Combine(Assert.Single(Directory.GetDirectories(output, "asset.*")), "bootstrap")));
    }

    [Fact]
    public void A_missing_prebuilt_folder_is_reported()
    {
        File.WriteAllText(Path.Combine(Folder, "Chat.Api.csproj"), "not to be built");

        Fails(
            LambdaCode.FromProject(Folder),
            "The context value wsscaffold:prebuilt is the folder '/nowhere', which does not exist.",
            context: ("wsscaffold:prebuilt", "/nowhere"));
    }

    [Fact]
    public void A_prebuilt_folder_is_checked_too()
    {
        File.WriteAllText(Path.Combine(Folder, "Chat.Api.csproj"), "not to be built");
        var published = Directory.CreateDirectory(Path.Combine(Folder, "published")).FullName;

        Fails(
            LambdaCode.FromProject(Folder),
            $"The folder '{published}' contains no Linux executable.",
            context: ("wsscaffold:prebuilt", published));
    }

    [Fact]
    public void A_failed_publish_reports_the_errors_of_the_compiler_and_writes_nothing()
    {
        File.WriteAllText(Path.Combine(Folder, "Directory.Build.props"), "<Project/>");
        File.WriteAllText(Path.Combine(Folder, "Chat.Api.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(Folder, "Program.cs"), "return Missing.Name;");

        Fails(
            LambdaCode.FromProject(Folder, new() { PublishArguments = ["--self-contained", "false"] }),
            "error CS0103: The name 'Missing' does not exist in the current context");
    }

    private void WriteExecutable(string name, ushort machine = TestElf.X64, string loader = Loader, string[]? versions = null) =>
        File.WriteAllBytes(Path.Combine(Folder, name), TestElf.Write(machine, loader, versions ?? ["GLIBC_2.34"]));

    private void Rejects(Action write, string text)
    {
        write();
        Fails(LambdaCode.FromPublished(Folder), text);
    }
}
