using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace WsScaffold.Tests.Support;

/// <summary>
/// Release builds of this checkout, for the tests of all projects: the first test that needs one makes it, in a folder of this state
/// of the sources, and the others wait.
/// </summary>
internal static class SharedBuilds
{
    private static readonly TimeSpan _kept = TimeSpan.FromHours(2);

    // All that a build reads.
    private static readonly string[] _sources =
    [
        ".ci", ".template.config", "benchmarks/LeanApi", "build", "generator", "runtime", "samples", "templates",
        "tests/AwsDeclarations", "tests/EndToEnd.Tests/SeedApi",
        "tests/WsScaffold.Generator.Tests/AotContracts", "tests/WsScaffold.Generator.Tests/Json/Corpus",
    ];

    private static readonly Lazy<string> _key = new(HashSources);

    /// <summary>Names the state of the sources.</summary>
    public static string Key => _key.Value;

    public static string Rid => RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";

    private static string Root => Repository.PathOf("artifacts", "tests");

    /// <summary>A version that no package cache has seen.</summary>
    public static string Version => $"0.0.1-t{Key}";

    /// <summary>
    /// The arguments of a Release build: its folder, one version for all of them, so that no project is built twice, and no analyzers,
    /// which the build of the tests has run.
    /// </summary>
    public static string[] ReleaseArguments =>
    [
        "-c", "Release", "--artifacts-path", Path.Combine(Root, Key, "build"), "--nologo",
        $"-p:PackageVersion={Version}", "-p:RunAnalyzers=false",
    ];

    /// <summary>The folder that <paramref name="makeAsync"/> filled, in this process or another one.</summary>
    /// <param name="name">Names the folder.</param>
    /// <param name="makeAsync">
    /// Fills the folder that it is given; a call that throws fails the test and is repeated for the next one.
    /// </param>
    public static async Task<string> GetAsync(string name, Func<string, Task> makeAsync)
    {
        var folder = Path.Combine(Root, Key, name);
        var made = Path.Combine(Root, Key, $"{name}.made");
        // One build at a time: they have what they reference in common.
        await using var turn = await FileLock.TakeAsync("shared-builds");
        if (File.Exists(made))
        {
            return folder;
        }

        DeleteOldStates();
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        await makeAsync(Directory.CreateDirectory(folder).FullName);
        await File.WriteAllTextAsync(made, "", TestContext.Current.CancellationToken);
        return folder;
    }

    /// <summary>Publishes a project of the repository with NativeAOT. A warning fails the publish.</summary>
    /// <param name="variant">Names this way to publish it.</param>
    /// <param name="project">The folders that lead to the project.</param>
    /// <param name="properties">The properties of this variant, as arguments.</param>
    public static async Task<PublishedApi> PublishAsync(string variant, string[] project, params string[] properties)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "NativeAOT links for the system it runs on, and Lambda's is Linux.");
        Tool.Linker.Require();
        const string Printed = "printed.txt";
        var name = project[^1];
        var folder = await GetAsync(variant, async folder =>
        {
            // The native compiler prints its warnings only when it runs: no two variants share what it makes.
            var native = Path.Combine(folder, "native") + Path.DirectorySeparatorChar;
            var printed = await Command.DotnetAsync(
                Repository.Root,
                null,
                [
                    "publish", Repository.PathOf(project), "-r", Rid, "-o", Path.Combine(folder, "publish"), .. ReleaseArguments,
                    $"-p:NativeIntermediateOutputPath={native}", "-p:IlcGenerateMapFile=true", .. properties,
                ]);
            await File.WriteAllTextAsync(Path.Combine(folder, Printed), printed, TestContext.Current.CancellationToken);
        });
        return new(
            Path.Combine(folder, "publish", name),
            await File.ReadAllTextAsync(Path.Combine(folder, Printed), TestContext.Current.CancellationToken),
            Path.Combine(folder, "native", $"{name}.map.xml"));
    }

    private static void DeleteOldStates()
    {
        foreach (var folder in Directory.GetDirectories(Root))
        {
            if (Path.GetFileName(folder) != Key && Directory.GetLastWriteTimeUtc(folder) < DateTime.UtcNow - _kept)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static string HashSources()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Repository.Sdk));
        var files = _sources
            .Select(folder => Repository.PathOf(folder))
            .Where(Directory.Exists)
            .SelectMany(static folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Repository.Root))
            .Select(static file => Path.GetRelativePath(Repository.Root, file))
            .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj" or "cdk.out"))
            .Order(StringComparer.Ordinal);
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file));
            hash.AppendData(File.ReadAllBytes(Repository.PathOf(file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
