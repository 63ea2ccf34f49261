using System.Runtime.InteropServices;
using WsScaffold.Cdk.Tests.Support;
using Architecture = Amazon.CDK.AWS.Lambda.Architecture;
using ProcessorArchitecture = System.Runtime.InteropServices.Architecture;

namespace WsScaffold.Cdk.Tests.Bundling;

/// <summary>
/// The command that runs Docker. The tests need no Docker engine: a script named <c>docker</c> on the PATH records its arguments, and
/// writes a binary to the folder that the container would write to.
/// </summary>
[NeedsNodeJs]
public sealed class DockerTests : BundlingTests
{
    private static readonly Architecture _other =
        RuntimeInformation.OSArchitecture == ProcessorArchitecture.Arm64 ? Architecture.X86_64 : Architecture.ARM_64;

    private string Project => Path.Combine(Folder, "repository", "src");

    private string Recorded => Path.Combine(Folder, "recorded");

    [Fact]
    public void Docker_publishes_for_an_architecture_that_differs_from_the_machine()
    {
        WriteProject();
        using (RecordingDocker(_other))
        {
            Deploy(LambdaCode.FromProject(Project, new() { PublishArguments = ["-p:OptimizationPreference=Size"] }), _other);
        }

        AssertArguments(
            _other,
            $"{Folder}/repository",
            "/src/src/Chat.Api.csproj",
            "public.ecr.aws/sam/build-dotnet10",
            "-p:OptimizationPreference=Size");
    }

    [Fact]
    public void The_options_set_the_image_and_the_mounted_folder()
    {
        WriteProject();
        using (RecordingDocker(Architecture.X86_64))
        {
            var options = new ProjectCodeOptions { UseDocker = true, DockerImage = "example.com/dotnet", DockerFolder = Folder };
            Deploy(LambdaCode.FromProject(Project, options), Architecture.X86_64);
        }

        AssertArguments(Architecture.X86_64, Folder, "/src/repository/src/Chat.Api.csproj", "example.com/dotnet");
    }

    [Fact]
    public void The_mounted_folder_must_contain_the_project()
    {
        WriteProject();
        var elsewhere = Directory.CreateDirectory(Path.Combine(Folder, "elsewhere")).FullName;

        Fails(
            LambdaCode.FromProject(Project, new() { UseDocker = true, DockerFolder = elsewhere }),
            $"ProjectCodeOptions.DockerFolder is '{elsewhere}', which doesn't contain the project '{Project}/Chat.Api.csproj'.");
    }

    [Fact]
    public void An_error_of_Docker_is_reported_with_the_alternatives()
    {
        WriteProject();
        using (ScriptedDocker("echo 'Is the docker daemon running?' >&2; exit 125"))
        {
            Fails(
                LambdaCode.FromProject(Project, new() { UseDocker = true }),
                """
                exited with code 125.
                Is the docker daemon running?
                Start docker, remove UseDocker if this machine can link for linux-x64, or publish on another machine and set
                """.ReplaceLineEndings("\n") + " WSSCAFFOLD_PREBUILT to the output folder.");
            Fails(
                LambdaCode.FromProject(Project),
                """
                Is the docker daemon running?
                Start docker, choose another Architecture for the WebSocketLambdaApi, or publish on another machine and set
                """.ReplaceLineEndings("\n") + " WSSCAFFOLD_PREBUILT to the output folder.",
                _other);
        }
    }

    [Fact]
    public void A_missing_Docker_is_reported_with_the_alternatives()
    {
        WriteProject();
        using (new Variable("CDK_DOCKER", "no-such-docker"))
        {
            Fails(
                LambdaCode.FromProject(Project, new() { UseDocker = true }),
                "ProjectCodeOptions.UseDocker is set, but 'no-such-docker' was not found. Install Docker, remove UseDocker if this machine "
                    + "can link for linux-x64, or publish on another machine and set WSSCAFFOLD_PREBUILT to the output folder.");
            Fails(
                LambdaCode.FromProject(Project),
                "and 'no-such-docker' was not found. Install Docker, choose another Architecture for the WebSocketLambdaApi, "
                    + "or publish on another machine and set WSSCAFFOLD_PREBUILT to the output folder.",
                _other);
        }
    }

    private void WriteProject()
    {
        Directory.CreateDirectory(Project);
        Directory.CreateDirectory(Path.Combine(Folder, "repository", ".git"));
        File.WriteAllText(Path.Combine(Project, "Chat.Api.csproj"), "");
    }

    private Variable RecordingDocker(Architecture architecture)
    {
        var binary = Path.Combine(Folder, "binary");
        File.WriteAllBytes(binary, architecture == Architecture.ARM_64
            ? TestElf.Write(TestElf.Arm64, "/lib/ld-linux-aarch64.so.1", "GLIBC_2.34")
            : TestElf.Write(TestElf.X64, "/lib64/ld-linux-x86-64.so.2", "GLIBC_2.34"));
        return ScriptedDocker($$"""
            printf '%s\n' "$@" > '{{Recorded}}'
            for a in "$@"; do
              case "$a" in *:/out) cp '{{binary}}' "${a%:/out}/Chat.Api";; esac
            done
            """.ReplaceLineEndings("\n"));
    }

    private Variable ScriptedDocker(string script)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("A shell script stands in for Docker.");
        }

        var folder = Directory.CreateDirectory(Path.Combine(Folder, "bin")).FullName;
        var docker = Path.Combine(folder, "docker");
        File.WriteAllText(docker, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(docker, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return new("PATH", $"{folder}:{System.Environment.GetEnvironmentVariable("PATH")}");
    }

    private void AssertArguments(Architecture architecture, string source, string project, string image, params string[] more)
    {
        var (platform, target) = architecture == Architecture.ARM_64 ? ("linux/arm64", "linux-arm64") : ("linux/amd64", "linux-x64");
        var arguments = File.ReadAllLines(Recorded);
        var user = arguments[5];
        var output = arguments.Single(argument => argument.EndsWith(":/out", StringComparison.Ordinal));
        Assert.Matches("^[0-9]+:[0-9]+$", user);
        Assert.Equal(
            [
                "run", "--rm", "--platform", platform, "-u", user, "-v", $"{source}:/src:ro", "-v", output, "-w", "/src",
                "-e", "HOME=/tmp", "-e", "DOTNET_CLI_HOME=/tmp", "-e", "DOTNET_CLI_TELEMETRY_OPTOUT=1", image,
                "dotnet", "publish", project, "-c", "Release", "-r", target, "-o", "/out", "--nologo",
                "-p:PublishDocumentationFiles=false", "-p:PublishReferencesDocumentationFiles=false", .. more,
                "--artifacts-path", "/tmp/artifacts",
            ],
            arguments);

        // The output folder is temporary, and has been deleted.
        Assert.False(Directory.Exists(output[..^":/out".Length]));
    }

    private sealed class Variable : IDisposable
    {
        private readonly string _name;
        private readonly string? _before;

        public Variable(string name, string value)
        {
            _name = name;
            _before = System.Environment.GetEnvironmentVariable(name);
            System.Environment.SetEnvironmentVariable(name, value);
        }

        public void Dispose() => System.Environment.SetEnvironmentVariable(_name, _before);
    }
}
