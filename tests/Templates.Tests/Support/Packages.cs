using WsScaffold.Templates.Tests.Support;

[assembly: AssemblyFixture(typeof(Packages))]

namespace WsScaffold.Templates.Tests.Support;

/// <summary>The packages of this checkout, and the templates installed from theirs in a template hive of their own.</summary>
public sealed class Packages : IAsyncLifetime
{
    /// <summary>The registry may know the exact versions that other packages reference, or only later ones.</summary>
    public const string AllowLaterVersions = "-p:NoWarn=NU1603";

    private readonly string _folder = Directory.CreateTempSubdirectory("wsscaffold templates ").FullName;
    private readonly CompilerServer _compiler = new();
    private PackageFeed _feed = null!;
    private int _scaffolds;

    public string Version => PackageFeed.Version;

    public string Feed => _feed.Folder;

    private string Hive => Path.Combine(_folder, "hive");

    private Dictionary<string, string?> Environment => new([.. _feed.Environment, .. _compiler.Environment])
    {
        // No build server outlives the tests.
        ["MSBUILDDISABLENODEREUSE"] = "1",
    };

    public async ValueTask InitializeAsync()
    {
        _feed = await PackageFeed.PackAsync();
        await SucceedAsync(
            _folder,
            "new",
            "install",
            Path.Combine(Feed, $"WsScaffold.Templates.{Version}.nupkg"),
            "--debug:custom-hive",
            Hive
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _compiler.EndAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A new folder, with a space in its path and outside the repository, whose build files it does not see.</summary>
    public string NewFolder() =>
        Directory.CreateDirectory(Path.Combine(_folder, "out", $"{Interlocked.Increment(ref _scaffolds)} of many")).FullName;

    /// <summary>Runs <c>dotnet new wsapi</c>.</summary>
    /// <returns>The folder of the solution.</returns>
    public async Task<string> ScaffoldAsync(string name, params string[] options)
    {
        var folder = Path.Combine(NewFolder(), name);
        await SucceedNewAsync(Path.GetDirectoryName(folder)!, ["wsapi", "-n", name, "-o", folder, "--no-restore", .. options]);
        return folder;
    }

    /// <summary>Runs <c>dotnet new</c>, whatever its exit code.</summary>
    public Task<CommandResult> NewAsync(string folder, params string[] arguments) =>
        RunAsync(folder, ["new", .. arguments, "--debug:custom-hive", Hive]);

    /// <summary>Runs <c>dotnet new</c>; fails with everything that it printed unless the exit code is 0.</summary>
    public Task<string> SucceedNewAsync(string folder, params string[] arguments) =>
        SucceedAsync(folder, ["new", .. arguments, "--debug:custom-hive", Hive]);

    /// <summary>Runs <c>dotnet new</c> where no package source has our packages.</summary>
    public Task<CommandResult> NewOfflineAsync(string folder, params string[] arguments)
    {
        var environment = new Dictionary<string, string?>
        {
            ["RestoreAdditionalProjectSources"] = "",
            ["NUGET_PACKAGES"] = Path.Combine(folder, "no packages"),
        };
        return RunAsync(folder, environment, ["new", .. arguments, "--debug:custom-hive", Hive]);
    }

    public Task<CommandResult> RunAsync(string folder, params string[] arguments) => Command.RunAsync(StartInfo(folder, arguments));

    public Task<CommandResult> RunAsync(string folder, IReadOnlyDictionary<string, string?> more, string[] arguments)
    {
        var start = StartInfo(folder, arguments);
        foreach (var (name, value) in more)
        {
            start.Environment[name] = value;
        }

        return Command.RunAsync(start);
    }

    /// <summary>Runs <c>dotnet</c>; fails with everything that it printed unless the exit code is 0.</summary>
    public Task<string> SucceedAsync(string folder, params string[] arguments) => Command.SucceedAsync(StartInfo(folder, arguments));

    /// <summary>Builds a solution or project, with warnings as errors.</summary>
    public Task<string> BuildAsync(string folder) => SucceedAsync(folder, "build", "-warnaserror", AllowLaterVersions);

    public System.Diagnostics.ProcessStartInfo StartInfo(string folder, params string[] arguments) =>
        Command.StartInfo("dotnet", folder, Environment, arguments);
}
