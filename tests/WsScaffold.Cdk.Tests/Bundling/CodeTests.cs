using System.Diagnostics;
using System.Text.Json.Nodes;
using WsScaffold.Cdk.Tests.Support;

namespace WsScaffold.Cdk.Tests.Bundling;

/// <summary>What reaches the cloud assembly, and what is refused before.</summary>
public sealed class CodeTests : BundlingTests
{
    private const string Loader = "/lib64/ld-linux-x86-64.so.2";

    [Fact]
    public void The_executable_becomes_the_bootstrap_and_what_debuggers_read_stays_behind()
    {
        WriteExecutable("Chat.Api");
        File.WriteAllText(Path.Combine(Folder, "Chat.Api.dbg"), "symbols");
        File.WriteAllText(Path.Combine(Folder, "Chat.Api.pdb"), "symbols");
        File.WriteAllText(Path.Combine(Folder, "appsettings.json"), "{}");
        Directory.CreateDirectory(Path.Combine(Folder, "words"));
        File.WriteAllText(Path.Combine(Folder, "words", "de.txt"), "Hallo");

        var asset = Assert.Single(Directory.GetDirectories(Deploy(LambdaCode.FromPublished(Folder)), "asset.*"));

        Assert.Equal(["appsettings.json", "bootstrap", "words/de.txt"], Directory.GetFiles(asset, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(asset, file).Replace('\\', '/')).Order(StringComparer.Ordinal));
        Assert.Equal(File.ReadAllBytes(Path.Combine(Folder, "Chat.Api")), File.ReadAllBytes(Path.Combine(asset, "bootstrap")));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Path.Combine(asset, "bootstrap")).HasFlag(UnixFileMode.OtherExecute));
    }

    [Fact]
    public void The_assembly_names_the_folder_to_upload()
    {
        WriteExecutable("Chat.Api");

        var assembly = Deploy(LambdaCode.FromPublished(Folder));

        var assets = JsonNode.Parse(File.ReadAllText(Path.Combine(assembly, "Chat.assets.json")))!["files"]!.AsObject();
        var code = Assert.Single(assets, asset => (string?)asset.Value!["source"]!["packaging"] == "zip");
        Assert.True(File.Exists(Path.Combine(assembly, (string)code.Value!["source"]!["path"]!, "bootstrap")));
    }

    // The folder goes when the program ends, so another one runs the test above: with the context that the CLI hands it.
    [Theory]
    [InlineData("{}", false)]
    [InlineData("""{"aws:cdk:disable-asset-staging":true}""", true)]
    public async Task The_folder_to_upload_outlives_the_program_where_the_CDK_does_not_copy_it(string context, bool isLeft)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CodeTests).Assembly.Location, "-method", $"*.{nameof(The_assembly_names_the_folder_to_upload)}"])
        {
            RedirectStandardOutput = true,
            Environment = { ["CDK_CONTEXT_JSON"] = context, ["TMPDIR"] = Folder, ["TMP"] = Folder },
        };
        using var program = Process.Start(start)!;
        var printed = await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(program.ExitCode == 0, printed);
        Assert.Equal(isLeft, Directory.GetDirectories(Folder, "wsscaffold-*").Any(folder => File.Exists(Path.Combine(folder, "bootstrap"))));
    }

    [Fact]
    public void A_binary_for_another_processor_is_refused() => Refuses(
        () => WriteExecutable("Chat.Api", machine: TestElf.Arm64),
        "is for Arm64, and the function is for X64. Publish it with -r linux-x64, or change the Architecture of the WebSocketLambdaApi.");

    [Fact]
    public void A_binary_that_needs_a_newer_glibc_than_Lambda_has_is_refused() => Refuses(
        () => WriteExecutable("Chat.Api", versions: ["GLIBC_2.34", "GLIBC_2.38"]),
        "needs glibc 2.38, and Lambda (Amazon Linux 2023) has 2.34: it would not start. Publish it on an older system, or with ProjectCodeOptions.UseDocker.");

    [Fact]
    public void A_binary_for_Alpine_is_refused() => Refuses(
        () => WriteExecutable("Chat.Api", loader: "/lib/ld-musl-x86_64.so.1"), "is linked against musl (Alpine Linux), and Lambda has glibc.");

    [Fact]
    public void A_program_that_needs_a_runtime_is_refused() => Refuses(
        () =>
        {
            WriteExecutable("Chat.Api");
            File.WriteAllText(Path.Combine(Folder, "Chat.Api.dll"), "IL");
        },
        "was not compiled with NativeAOT: it starts 'Chat.Api.dll'. Set <PublishAot>true</PublishAot> in the API's project.");

    [Fact]
    public void AFolder_without_an_executable_is_refused() => Refuses(
        () => File.WriteAllText(Path.Combine(Folder, "Chat.Api.exe"), "MZ"), "holds no Linux executable. The API's project needs <OutputType>Exe</OutputType> and <PublishAot>true</PublishAot>");

    [Fact]
    public void AFolder_with_two_executables_is_refused_unless_one_is_the_bootstrap()
    {
        Refuses(
            () =>
            {
                WriteExecutable("Tool");
                WriteExecutable("Chat.Api");
            },
            "holds 2 executables: Chat.Api, Tool. Name the one that Lambda starts 'bootstrap'.");

        WriteExecutable("bootstrap");
        Deploy(LambdaCode.FromPublished(Folder));
    }

    [Fact]
    public void A_damaged_binary_is_refused() => Refuses(
        () => File.WriteAllBytes(Path.Combine(Folder, "Chat.Api"), TestElf.Write(TestElf.X64, Loader, "GLIBC_2.34")[..100]), "is no executable that Lambda could start: the ELF file is damaged or cut off.");

    [Fact]
    public void A_missing_project_is_named_with_where_it_was_looked_for()
    {
        var expected = Path.GetFullPath("../Nowhere", TestStack.ProjectFolder);

        Assert.Contains($"There is no project at '{expected}'. LambdaCode.FromProject(\"../Nowhere\") is relative to the folder of the project that calls it", Assert.Throws<ArgumentException>(() => LambdaCode.FromProject("../Nowhere")).Message, StringComparison.Ordinal);
        Assert.Contains("There is no folder '", Assert.Throws<ArgumentException>(() => LambdaCode.FromPublished("../Nowhere")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolder_must_have_one_project()
    {
        Assert.Contains("has no project file (*.csproj).", Assert.Throws<ArgumentException>(() => LambdaCode.FromProject(Folder)).Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Folder, "B.csproj"), "<Project/>");
        File.WriteAllText(Path.Combine(Folder, "A.csproj"), "<Project/>");
        Assert.Contains("has 2 project files. Name the one to publish in LambdaCode.FromProject, for example", Assert.Throws<ArgumentException>(() => LambdaCode.FromProject(Folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Paths_are_relative_to_the_project_and_nothing_is_published_for_a_stack_that_nobody_asks_for()
    {
        // The folder of this very project, whatever the working directory is; it could not be published as a function.
        var output = Deploy(LambdaCode.FromProject("."), bundled: []);

        Assert.Empty(Directory.GetFiles(Assert.Single(Directory.GetDirectories(output, "asset.*"))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Chat.Api")]
    public void AFolder_that_was_published_before_is_taken_instead(string subfolder)
    {
        var published = Directory.CreateDirectory(Path.Combine(Folder, "published", subfolder)).FullName;
        File.WriteAllBytes(Path.Combine(published, "anything"), TestElf.Write(TestElf.X64, Loader, "GLIBC_2.34"));
        File.WriteAllText(Path.Combine(Folder, "Chat.Api.csproj"), "not to be built");

        var output = Deploy(LambdaCode.FromProject(Folder), context: ("wsscaffold:prebuilt", Path.Combine(Folder, "published")));

        Assert.True(File.Exists(Path.Combine(Assert.Single(Directory.GetDirectories(output, "asset.*")), "bootstrap")));
    }

    [Fact]
    public void AFolder_that_was_never_published_is_named()
    {
        File.WriteAllText(Path.Combine(Folder, "Chat.Api.csproj"), "not to be built");

        Fails(LambdaCode.FromProject(Folder), "The context wsscaffold:prebuilt names the folder '/nowhere', which does not exist.", context: ("wsscaffold:prebuilt", "/nowhere"));
    }

    [Fact]
    public void AFolder_that_was_published_before_is_checked_too_and_named()
    {
        File.WriteAllText(Path.Combine(Folder, "Chat.Api.csproj"), "not to be built");
        var published = Directory.CreateDirectory(Path.Combine(Folder, "published")).FullName;

        Fails(LambdaCode.FromProject(Folder), $"The folder '{published}' holds no Linux executable.", context: ("wsscaffold:prebuilt", published));
    }

    [Fact]
    public void A_publish_that_fails_says_what_the_compiler_said_and_leaves_nothing_behind()
    {
        File.WriteAllText(Path.Combine(Folder, "Directory.Build.props"), "<Project/>");
        File.WriteAllText(Path.Combine(Folder, "Chat.Api.csproj"), """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        File.WriteAllText(Path.Combine(Folder, "Program.cs"), "return Missing.Name;");

        Fails(LambdaCode.FromProject(Folder, new() { PublishArguments = ["--self-contained", "false"] }), "error CS0103: The name 'Missing' does not exist in the current context");
    }

    private void WriteExecutable(string name, ushort machine = TestElf.X64, string loader = Loader, string[]? versions = null) =>
        File.WriteAllBytes(Path.Combine(Folder, name), TestElf.Write(machine, loader, versions ?? ["GLIBC_2.34"]));

    private void Refuses(Action write, string text)
    {
        write();
        Fails(LambdaCode.FromPublished(Folder), text);
    }
}
