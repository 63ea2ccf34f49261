using System.Runtime.InteropServices;
using Architecture = Amazon.CDK.AWS.Lambda.Architecture;

namespace WsScaffold.Cdk.Bundling;

/// <summary>Publishes a project with NativeAOT, which links with the tools of the system that it is for.</summary>
internal static class Publisher
{
    private const string SourceInDocker = "/src";
    private const string OutputInDocker = "/out";
    private const string Elsewhere = "or publish on another machine and name the folder in WSSCAFFOLD_PREBUILT.";
    private const int MostLines = 30;

    // What 'docker run' ends with when nothing ran in a container: no daemon, no such image
    // (https://docs.docker.com/engine/containers/run/#exit-status).
    private const int DockerItself = 125;

    /// <returns>The folder that holds what was published.</returns>
    /// <exception cref="InvalidOperationException">It failed; the text holds what the compiler said.</exception>
    public static string Publish(string project, ProjectCodeOptions options, Architecture architecture, string output)
    {
        var (program, arguments) = options.UseDocker || !CanLinkFor(architecture)
            ? ("docker", Docker(project, options, architecture, output))
            : ("dotnet", Arguments(project, options, architecture, output));
        if (program == "docker")
        {
            // The CDK's own way to say podman or finch.
            program = Environment.GetEnvironmentVariable("CDK_DOCKER") is { Length: > 0 } other ? other : program;
        }

        Console.Error.WriteLine($"Publishing {Path.GetFileNameWithoutExtension(project)} for {LambdaTarget.RuntimeIdentifier(architecture)} with {program}...");
        if (Command.Run(program, arguments, Path.GetDirectoryName(project)!) is not { } result)
        {
            throw new InvalidOperationException(NotFound(program, project, options, LambdaTarget.RuntimeIdentifier(architecture)));
        }

        if (result.ExitCode == 0)
        {
            return output;
        }

        var failure = $"Publishing '{project}' failed: {program} {string.Join(' ', arguments)} ended with {result.ExitCode}.\n{Summary(result.Output)}";
        throw new InvalidOperationException(program != "dotnet" && result.ExitCode == DockerItself
            ? $"{failure}\n{WaysOut($"Start {program}", options, LambdaTarget.RuntimeIdentifier(architecture))}"
            : failure);
    }

    private static string NotFound(string program, string project, ProjectCodeOptions options, string target) =>
        program == "dotnet" ? $"'dotnet' was not found, so '{project}' can't be published. Put the .NET SDK on the PATH, {Elsewhere}"
        : options.UseDocker ? $"ProjectCodeOptions.UseDocker is set, and '{program}' was not found. {WaysOut("Install Docker", options, target)}"
        : $"'{project}' can't be linked for {target} by {RuntimeInformation.RuntimeIdentifier} alone, and '{program}' was not found. {WaysOut("Install Docker", options, target)}";

    private static string WaysOut(string first, ProjectCodeOptions options, string target) => options.UseDocker
        ? $"{first}, leave UseDocker out where this machine can link for {target}, {Elsewhere}"
        : $"{first}, choose another Architecture for the WebSocketLambdaApi, {Elsewhere}";

    private static bool CanLinkFor(Architecture architecture) =>
        OperatingSystem.IsLinux()
        && RuntimeInformation.OSArchitecture == (LambdaTarget.IsArm(architecture) ? System.Runtime.InteropServices.Architecture.Arm64 : System.Runtime.InteropServices.Architecture.X64);

    private static string[] Arguments(string project, ProjectCodeOptions options, Architecture architecture, string output) =>
    [
        "publish", project, "-c", "Release", "-r", LambdaTarget.RuntimeIdentifier(architecture), "-o", output, "--nologo",

        // The documentation of a library is nothing to upload.
        "-p:PublishDocumentationFiles=false", "-p:PublishReferencesDocumentationFiles=false", .. options.PublishArguments,
    ];

    private static string[] Docker(string project, ProjectCodeOptions options, Architecture architecture, string output)
    {
        var folder = Path.GetFullPath(options.DockerFolder ?? SourceFolder(project));
        var inFolder = Path.GetRelativePath(folder, project).Replace('\\', '/');
        if (inFolder.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(inFolder))
        {
            throw new InvalidOperationException($"ProjectCodeOptions.DockerFolder is '{folder}', which doesn't hold the project '{project}'. Name a folder around everything that it is built from.");
        }

        return
        [
            "run", "--rm", "--platform", LambdaTarget.DockerPlatform(architecture), .. User(),
            "-v", $"{folder}:{SourceInDocker}:ro", "-v", $"{output}:{OutputInDocker}", "-w", SourceInDocker,
            "-e", "HOME=/tmp", "-e", "DOTNET_CLI_HOME=/tmp", "-e", "DOTNET_CLI_TELEMETRY_OPTOUT=1",
            options.DockerImage, "dotnet",

            // What this machine's builds left beside the sources names its own paths.
            .. Arguments($"{SourceInDocker}/{inFolder}", options, architecture, OutputInDocker), "--artifacts-path", "/tmp/artifacts",
        ];
    }

    // What the container writes must belong to who asked for it.
    private static string[] User() =>
        !OperatingSystem.IsWindows() && Command.Run("id", ["-u"], "/") is { ExitCode: 0 } user && Command.Run("id", ["-g"], "/") is { ExitCode: 0 } group
            ? ["-u", $"{user.Output.Trim()}:{group.Output.Trim()}"]
            : [];

    // The outermost folder that looks like the root of a repository or solution.
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

    // The errors, or where it names none its last words.
    private static string Summary(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var errors = lines.Where(static line => line.Contains("error", StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal).Take(MostLines).ToArray();
        return string.Join('\n', errors.Length > 0 ? errors : lines.TakeLast(MostLines));
    }
}
