using System.Runtime.InteropServices;
using Architecture = Amazon.CDK.AWS.Lambda.Architecture;
using ProcessorArchitecture = System.Runtime.InteropServices.Architecture;

namespace WsScaffold.Cdk.Bundling;

/// <summary>Publishes a project with NativeAOT, which needs the linker of the target system: on this machine or in Docker.</summary>
internal static class Publisher
{
    private const string SourceInDocker = "/src";
    private const string OutputInDocker = "/out";
    private const string Elsewhere = "or publish on another machine and set WSSCAFFOLD_PREBUILT to the output folder.";
    private const int MaxLines = 30;

    // The exit code of 'docker run' if no container was started, because there is no daemon or no such image
    // (https://docs.docker.com/engine/containers/run/#exit-status).
    private const int DockerFailed = 125;

    /// <returns>The output folder.</returns>
    /// <exception cref="InvalidOperationException">Publishing failed. The message contains the errors of the compiler.</exception>
    public static string Publish(string project, ProjectCodeOptions options, Architecture architecture, string output)
    {
        var (program, arguments) = options.UseDocker || !CanLinkFor(architecture)
            ? ("docker", Docker(project, options, architecture, output))
            : ("dotnet", Arguments(project, options, architecture, output));
        if (program == "docker")
        {
            // The CDK uses the same variable to replace Docker with podman or finch.
            program = Environment.GetEnvironmentVariable("CDK_DOCKER") is { Length: > 0 } other ? other : program;
        }

        var target = LambdaTarget.RuntimeIdentifier(architecture);
        Console.Error.WriteLine($"Publishing {Path.GetFileNameWithoutExtension(project)} for {target} with {program}...");
        if (Command.Run(program, arguments, Path.GetDirectoryName(project)!) is not { } result)
        {
            throw new InvalidOperationException(NotFound(program, project, options, target));
        }

        if (result.ExitCode == 0)
        {
            return output;
        }

        var command = $"{program} {string.Join(' ', arguments)}";
        var failure = $"Publishing '{project}' failed: {command} exited with code {result.ExitCode}.\n{Summary(result.Output)}";
        throw new InvalidOperationException(program != "dotnet" && result.ExitCode == DockerFailed
            ? $"{failure}\n{Alternatives($"Start {program}", options, target)}"
            : failure);
    }

    private static string NotFound(string program, string project, ProjectCodeOptions options, string target) =>
        program == "dotnet" ? $"'dotnet' was not found, so '{project}' can't be published. Add the .NET SDK to the PATH, {Elsewhere}"
        : options.UseDocker
            ? $"ProjectCodeOptions.UseDocker is set, but '{program}' was not found. {Alternatives("Install Docker", options, target)}"
        : $"'{project}' can't be linked for {target} on {RuntimeInformation.RuntimeIdentifier}, and '{program}' was not found. "
            + Alternatives("Install Docker", options, target);

    private static string Alternatives(string first, ProjectCodeOptions options, string target) => options.UseDocker
        ? $"{first}, remove UseDocker if this machine can link for {target}, {Elsewhere}"
        : $"{first}, choose another Architecture for the WebSocketLambdaApi, {Elsewhere}";

    private static bool CanLinkFor(Architecture architecture)
    {
        var required = LambdaTarget.IsArm(architecture) ? ProcessorArchitecture.Arm64 : ProcessorArchitecture.X64;
        return OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == required;
    }

    private static string[] Arguments(string project, ProjectCodeOptions options, Architecture architecture, string output) =>
    [
        "publish", project, "-c", "Release", "-r", LambdaTarget.RuntimeIdentifier(architecture), "-o", output, "--nologo",

        // Documentation files would be uploaded too.
        "-p:PublishDocumentationFiles=false", "-p:PublishReferencesDocumentationFiles=false", .. options.PublishArguments,
    ];

    private static string[] Docker(string project, ProjectCodeOptions options, Architecture architecture, string output)
    {
        var folder = Path.GetFullPath(options.DockerFolder ?? SourceFolder(project));
        var inFolder = Path.GetRelativePath(folder, project).Replace('\\', '/');
        if (inFolder.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(inFolder))
        {
            throw new InvalidOperationException(
                $"ProjectCodeOptions.DockerFolder is '{folder}', which doesn't contain the project '{project}'. "
                    + "Choose a folder that contains everything the project is built from.");
        }

        return
        [
            "run", "--rm", "--platform", LambdaTarget.DockerPlatform(architecture), .. User(),
            "-v", $"{folder}:{SourceInDocker}:ro", "-v", $"{output}:{OutputInDocker}", "-w", SourceInDocker,
            "-e", "HOME=/tmp", "-e", "DOTNET_CLI_HOME=/tmp", "-e", "DOTNET_CLI_TELEMETRY_OPTOUT=1",
            options.DockerImage, "dotnet",

            // The obj folders of builds on this machine contain absolute paths that don't exist in the container.
            .. Arguments($"{SourceInDocker}/{inFolder}", options, architecture, OutputInDocker), "--artifacts-path", "/tmp/artifacts",
        ];
    }

    // The container runs as the current user, who can then delete the files that it writes.
    private static string[] User() =>
        !OperatingSystem.IsWindows()
        && Command.Run("id", ["-u"], "/") is { ExitCode: 0 } user
        && Command.Run("id", ["-g"], "/") is { ExitCode: 0 } group
            ? ["-u", $"{user.Output.Trim()}:{group.Output.Trim()}"]
            : [];

    // The repository's root; without one, the outermost folder with a solution or a Directory.Build.props.
    private static string SourceFolder(string project)
    {
        var own = Path.GetDirectoryName(project)!;
        var found = own;
        for (var folder = new DirectoryInfo(own); folder is not null; folder = folder.Parent)
        {
            if (Path.Exists(Path.Combine(folder.FullName, ".git")))
            {
                return folder.FullName;
            }

            if (folder.EnumerateFiles("*.sln*").Any() || File.Exists(Path.Combine(folder.FullName, "Directory.Build.props")))
            {
                found = folder.FullName;
            }
        }

        return found;
    }

    // The errors, or the end of the output if it contains none.
    private static string Summary(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var errors = lines.Where(static line => line.Contains("error", StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.Ordinal)
            .Take(MaxLines)
            .ToArray();
        return string.Join('\n', errors.Length > 0 ? errors : lines.TakeLast(MaxLines));
    }
}
