using System.Runtime.InteropServices;
using WsScaffold.Cdk.Tests.Support;
using Architecture = Amazon.CDK.AWS.Lambda.Architecture;

namespace WsScaffold.Cdk.Tests.Bundling;

/// <summary>
/// What Docker is asked to do. No engine runs here: a script named <c>docker</c> on the PATH writes down its arguments, and
/// leaves a binary where the container would.
/// </summary>
public sealed class DockerTests : BundlingTests
{
    private static readonly Architecture _other = RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? Architecture.X86_64 : Architecture.ARM_64;

    private string Project => Path.Combine(Folder, "repository", "src");

    private string Seen => Path.Combine(Folder, "seen");

    [Fact]
    public void It_publishes_for_a_processor_that_the_machine_has_not()
    {
        WriteProject();
        using (RecordingDocker(_other))
        {
            Deploy(LambdaCode.FromProject(Project, new() { PublishArguments = ["-p:OptimizationPreference=Size"] }), _other);
        }

        AssertArguments(_other, $"{Folder}/repository", "/src/src/Chat.Api.csproj", "public.ecr.aws/sam/build-dotnet10", "-p:OptimizationPreference=Size");
    }

    [Fact]
    public void It_publishes_in_the_image_and_sees_the_folder_that_the_options_say()
    {
        WriteProject();
        using (RecordingDocker(Architecture.X86_64))
        {
            Deploy(LambdaCode.FromProject(Project, new() { UseDocker = true, DockerImage = "example.com/dotnet", DockerFolder = Folder }), Architecture.X86_64);
        }

        AssertArguments(Architecture.X86_64, Folder, "/src/repository/src/Chat.Api.csproj", "example.com/dotnet");
    }

    [Fact]
    public void The_folder_must_hold_the_project()
    {
        WriteProject();
        var elsewhere = Directory.CreateDirectory(Path.Combine(Folder, "elsewhere")).FullName;

        Fails(LambdaCode.FromProject(Project, new() { UseDocker = true, DockerFolder = elsewhere }), $"ProjectCodeOptions.DockerFolder is '{elsewhere}', which doesn't hold the project '{Project}/Chat.Api.csproj'.");
    }

    [Fact]
    public void What_the_engine_says_is_passed_on_with_the_ways_out()
    {
        WriteProject();
        using (ScriptedDocker("echo 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?' >&2; exit 125"))
        {
            Fails(LambdaCode.FromProject(Project, new() { UseDocker = true }), "ended with 125.\nCannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\nStart docker, leave UseDocker out where this machine can link for linux-x64, or publish on another machine and name the folder in WSSCAFFOLD_PREBUILT.");
            Fails(LambdaCode.FromProject(Project), "Is the docker daemon running?\nStart docker, choose another Architecture for the WebSocketLambdaApi, or publish on another machine and name the folder in WSSCAFFOLD_PREBUILT.", _other);
        }
    }

    [Fact]
    public void Where_there_is_none_the_ways_out_are_named()
    {
        WriteProject();
        using (new Variable("CDK_DOCKER", "no-such-docker"))
        {
            Fails(LambdaCode.FromProject(Project, new() { UseDocker = true }), "ProjectCodeOptions.UseDocker is set, and 'no-such-docker' was not found. Install Docker, leave UseDocker out where this machine can link for linux-x64, or publish on another machine and name the folder in WSSCAFFOLD_PREBUILT.");
            Fails(LambdaCode.FromProject(Project), "and 'no-such-docker' was not found. Install Docker, choose another Architecture for the WebSocketLambdaApi, or publish on another machine and name the folder in WSSCAFFOLD_PREBUILT.", _other);
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
        File.WriteAllBytes(binary, architecture == Architecture.ARM_64 ? TestElf.Write(TestElf.Arm64, "/lib/ld-linux-aarch64.so.1", "GLIBC_2.34") : TestElf.Write(TestElf.X64, "/lib64/ld-linux-x86-64.so.2", "GLIBC_2.34"));
        return ScriptedDocker($"printf '%s\\n' \"$@\" > '{Seen}'\nfor a in \"$@\"; do case \"$a\" in *:/out) cp '{binary}' \"${{a%:/out}}/Chat.Api\";; esac; done");
    }

    private Variable ScriptedDocker(string script)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Docker is played by a shell script.");
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
        var arguments = File.ReadAllLines(Seen);
        var user = arguments[5];
        var output = arguments.Single(argument => argument.EndsWith(":/out", StringComparison.Ordinal));
        Assert.Matches("^[0-9]+:[0-9]+$", user);
        Assert.Equal(
            [
                "run", "--rm", "--platform", platform, "-u", user, "-v", $"{source}:/src:ro", "-v", output, "-w", "/src",
                "-e", "HOME=/tmp", "-e", "DOTNET_CLI_HOME=/tmp", "-e", "DOTNET_CLI_TELEMETRY_OPTOUT=1", image,
                "dotnet", "publish", project, "-c", "Release", "-r", target, "-o", "/out", "--nologo",
                "-p:PublishDocumentationFiles=false", "-p:PublishReferencesDocumentationFiles=false", .. more, "--artifacts-path", "/tmp/artifacts",
            ],
            arguments);

        // It is a folder of ours, and gone by now.
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
