using System.Reflection;
using WsScaffold.Templates.Tests.Support;

[assembly: AssemblyFixture(typeof(Packages))]

namespace WsScaffold.Templates.Tests.Support;

/// <summary>All packages of this checkout, packed once, and the templates installed from theirs in a hive of their own.</summary>
public sealed class Packages : IAsyncLifetime
{
    /// <summary>The registry may know the exact versions that others ask for, or only later ones.</summary>
    public const string NoWarningButNearVersions = "-p:NoWarn=NU1603";

    private readonly string _folder = Directory.CreateTempSubdirectory("wsscaffold templates ").FullName;
    private readonly CompilerServer _compiler = new();
    private int _scaffolds;

    /// <summary>A version that no cache has seen.</summary>
    public string Version { get; } = $"0.0.1-t{DateTime.UtcNow.Ticks}";

    public string Feed => Path.Combine(_folder, "feed");

    private string Hive => Path.Combine(_folder, "hive");

    // Everything but our own packages comes from the machine's cache.
    private Dictionary<string, string?> Environment => new(_compiler.Environment)
    {
        ["RestoreAdditionalProjectSources"] = Feed,
        ["NUGET_PACKAGES"] = Path.Combine(_folder, "packages"),
        ["RestoreFallbackFolders"] = System.Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } packages
            ? packages
            : Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
        ["DOTNET_NOLOGO"] = "1",
        // No build server outlives the tests.
        ["MSBUILDDISABLENODEREUSE"] = "1",
    };

    public async ValueTask InitializeAsync()
    {
        var repository = Path.GetFullPath(Fact("Repository"));
        // By the machine's own cache and sources: the feed is what comes of it.
        var packed = await Command.RunAsync(
            repository, new Dictionary<string, string?>(_compiler.Environment) { ["MSBUILDDISABLENODEREUSE"] = "1" },
            "dotnet", "pack", Path.Combine(repository, ".ci", "pack.proj"), "-c", "Release", "-o", Feed, $"-p:PackageVersion={Version}",
            "--artifacts-path", Path.Combine(_folder, "artifacts"));
        Assert.True(packed.ExitCode == 0, packed.Output);
        await SucceedAsync(_folder, "new", "install", Path.Combine(Feed, $"WsScaffold.Templates.{Version}.nupkg"), "--debug:custom-hive", Hive);
    }

    public async ValueTask DisposeAsync()
    {
        await _compiler.EndAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A folder whose path has a space, below which nothing of the repository is found.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.Combine(_folder, "out", $"{Interlocked.Increment(ref _scaffolds)} of many")).FullName;

    /// <summary>Runs <c>dotnet new wsapi</c>.</summary>
    /// <returns>The folder of the solution.</returns>
    public async Task<string> ScaffoldAsync(string name, params string[] options)
    {
        var folder = Path.Combine(NewFolder(), name);
        await SucceedAsync(Path.GetDirectoryName(folder)!, ["new", "wsapi", "-n", name, "-o", folder, "--no-restore", .. options, "--debug:custom-hive", Hive]);
        return folder;
    }

    /// <summary>Runs <c>dotnet new</c>, whatever comes of it.</summary>
    public Task<CommandResult> NewAsync(string folder, params string[] arguments) =>
        RunAsync(folder, ["new", .. arguments, "--debug:custom-hive", Hive]);

    /// <summary>Runs <c>dotnet new</c>; fails with everything that was printed when the command does.</summary>
    public Task<string> SucceedNewAsync(string folder, params string[] arguments) =>
        SucceedAsync(folder, ["new", .. arguments, "--debug:custom-hive", Hive]);

    /// <summary>Runs <c>dotnet new</c> where our own packages are nowhere to be had.</summary>
    public Task<CommandResult> NewOfflineAsync(string folder, params string[] arguments) =>
        RunAsync(folder, new Dictionary<string, string?> { ["RestoreAdditionalProjectSources"] = "", ["NUGET_PACKAGES"] = Path.Combine(folder, "no packages") }, ["new", .. arguments, "--debug:custom-hive", Hive]);

    public Task<CommandResult> RunAsync(string folder, params string[] arguments) => Command.RunAsync(folder, Environment, "dotnet", arguments);

    public Task<CommandResult> RunAsync(string folder, IReadOnlyDictionary<string, string?> more, string[] arguments)
    {
        var environment = Environment;
        foreach (var (name, value) in more)
        {
            environment[name] = value;
        }

        return Command.RunAsync(folder, environment, "dotnet", arguments);
    }

    /// <summary>Runs dotnet; fails with everything that was printed when the command does.</summary>
    public async Task<string> SucceedAsync(string folder, params string[] arguments)
    {
        var result = await RunAsync(folder, arguments);
        Assert.True(result.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {result.ExitCode}:\n{result.Output}");
        return result.Output;
    }

    /// <summary>Builds a solution or project, with warnings as errors.</summary>
    public Task<string> BuildAsync(string folder) => SucceedAsync(folder, "build", "-warnaserror", NoWarningButNearVersions);

    /// <summary>Builds the declarations that stand in for AWS's packages.</summary>
    /// <returns>The folder of their assemblies.</returns>
    public async Task<string> BuildDeclarationsAsync(string[] names)
    {
        var folder = Path.Combine(_folder, "declarations");
        foreach (var name in names.Where(name => !File.Exists(Path.Combine(folder, $"{name}.dll"))))
        {
            // By the machine's own cache and sources, as the packages were packed.
            var built = await Command.RunAsync(
                _folder, new Dictionary<string, string?>(_compiler.Environment) { ["MSBUILDDISABLENODEREUSE"] = "1" },
                "dotnet", "build", Path.Combine(Fact("Repository"), "tests", "AwsDeclarations", name), "-o", folder, "--artifacts-path", Path.Combine(_folder, "artifacts"));
            Assert.True(built.ExitCode == 0, built.Output);
        }

        return folder;
    }

    public System.Diagnostics.ProcessStartInfo StartInfo(string folder, params string[] arguments) => Command.StartInfo(folder, Environment, "dotnet", arguments);

    internal static string Fact(string name) => typeof(Packages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == name).Value!;
}
