using Amazon.CDK.AWS.Lambda;
using Constructs;

namespace WsScaffold.Cdk.Bundling;

/// <summary>
/// The folder to upload: the published files without debug symbols, with the executable renamed to the name that Lambda starts.
/// </summary>
internal static class Bundle
{
    /// <summary>The name of the executable: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html</summary>
    private const string Bootstrap = "bootstrap";

    private const string NoStagingContext = "aws:cdk:disable-asset-staging";

    /// <param name="scope">The function, or a construct that contains it.</param>
    /// <param name="published">The output folder of <c>dotnet publish</c>.</param>
    /// <param name="origin">A description of <paramref name="published"/>, the subject of error messages.</param>
    /// <returns>
    /// The folder to upload. The CDK copies it when the function is created, so it is deleted when the process exits. If asset staging is
    /// disabled, the CDK passes the folder itself to the CLI, so it is kept.
    /// </returns>
    public static string Create(Construct scope, string published, Architecture architecture, string origin)
    {
        var executable = FindExecutable(published, origin);
        LambdaTarget.Require(ElfBinary.Read(executable), architecture, executable);

        var folder = new TemporaryFolder();
        if (scope.Node.TryGetContext(NoStagingContext) is null or false)
        {
            AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        }

        foreach (var file in Directory.EnumerateFiles(published, "*", SearchOption.AllDirectories).Where(IsNeeded))
        {
            var name = file == executable ? Bootstrap : Path.GetRelativePath(published, file);
            var target = Path.Combine(folder.Path, name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode All = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
            File.SetUnixFileMode(Path.Combine(folder.Path, Bootstrap), All);
        }

        return folder.Path;
    }

    private static bool IsNeeded(string file) => Path.GetExtension(file) is not (".dbg" or ".pdb");

    private static string FindExecutable(string folder, string origin)
    {
        var executables = Directory.EnumerateFiles(folder)
            .Where(static file => Path.GetExtension(file) is not ".so" and not ".dbg" && ElfBinary.IsElf(file))
            .ToArray();
        var executable = executables.FirstOrDefault(static file => Path.GetFileName(file) == Bootstrap)
            ?? (executables is [var single] ? single : null);
        if (executable is null)
        {
            var names = executables.Select(Path.GetFileName).Order(StringComparer.Ordinal);
            throw new InvalidOperationException(executables.Length == 0
                ? $"{origin} contains no Linux executable. Set <OutputType>Exe</OutputType> and <PublishAot>true</PublishAot> "
                    + "in the API's project, and publish it for Linux (-r linux-x64 or linux-arm64)."
                : $"{origin} contains {executables.Length} executables: {string.Join(", ", names)}. "
                    + $"Rename the one that Lambda has to start to '{Bootstrap}'.");
        }

        // The app host of a framework-dependent program is an ELF executable too, but it needs a .NET runtime, which Lambda doesn't have.
        return !File.Exists(executable + ".dll")
            ? executable
            : throw new InvalidOperationException(
                $"'{executable}' was not compiled with NativeAOT: it starts '{Path.GetFileName(executable)}.dll'. "
                    + "Set <PublishAot>true</PublishAot> in the API's project.");
    }
}
