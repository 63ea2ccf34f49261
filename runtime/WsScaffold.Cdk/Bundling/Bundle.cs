using Amazon.CDK.AWS.Lambda;
using Constructs;

namespace WsScaffold.Cdk.Bundling;

/// <summary>What is uploaded: what was published, without what only debuggers and compilers read, its executable named as Lambda wants it.</summary>
internal static class Bundle
{
    /// <summary>The name that Lambda starts: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html</summary>
    private const string Bootstrap = "bootstrap";

    private const string NoStagingContext = "aws:cdk:disable-asset-staging";

    /// <param name="scope">The function, or what it is part of.</param>
    /// <param name="published">What <c>dotnet publish</c> wrote.</param>
    /// <param name="origin">Where it comes from, for messages.</param>
    /// <returns>The folder to upload, which stays until the program ends: the CDK copies it when the function is made. Unless it is told not to, and names this folder to whoever comes later.</returns>
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

    // Not what only debuggers read.
    private static bool IsNeeded(string file) => Path.GetExtension(file) is not (".dbg" or ".pdb");

    private static string FindExecutable(string folder, string origin)
    {
        var executables = Directory.EnumerateFiles(folder)
            .Where(static file => Path.GetExtension(file) is not ".so" and not ".dbg" && ElfBinary.IsElf(file))
            .ToArray();
        var executable = executables.FirstOrDefault(static file => Path.GetFileName(file) == Bootstrap) ?? (executables is [var single] ? single : null);
        if (executable is null)
        {
            throw new InvalidOperationException(executables.Length == 0
                ? $"{origin} holds no Linux executable. The API's project needs <OutputType>Exe</OutputType> and <PublishAot>true</PublishAot>, and must be published for Linux (-r linux-x64 or linux-arm64)."
                : $"{origin} holds {executables.Length} executables: {string.Join(", ", executables.Select(Path.GetFileName).Order(StringComparer.Ordinal))}. Name the one that Lambda starts '{Bootstrap}'.");
        }

        // The starter of a program that needs a .NET runtime, which this Lambda runtime doesn't have, looks the same.
        return !File.Exists(executable + ".dll")
            ? executable
            : throw new InvalidOperationException($"'{executable}' was not compiled with NativeAOT: it starts '{Path.GetFileName(executable)}.dll'. Set <PublishAot>true</PublishAot> in the API's project.");
    }
}
