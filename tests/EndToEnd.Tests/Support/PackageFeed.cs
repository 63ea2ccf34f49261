namespace WsScaffold.EndToEnd.Support;

/// <summary>Packages of this checkout in a feed of their own, under a version that no cache has seen, and a folder for a project that takes them.</summary>
internal sealed class PackageFeed : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("wsscaffold-package-").FullName;

    public string Version { get; } = $"0.0.1-t{DateTime.UtcNow.Ticks}";

    /// <summary>What tells the dotnet command where the packages are.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["RestoreAdditionalProjectSources"] = Path.Combine(Folder, "feed"),
        ["NUGET_PACKAGES"] = Path.Combine(Folder, "packages"),
        // Everything but our own packages comes from the machine's cache.
        ["RestoreFallbackFolders"] = System.Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } packages
            ? packages
            : Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
    };

    public async Task PackAsync(string project) => await DotnetCommand.RunAsync(
        Repository.Root, null,
        "pack", Repository.PathOf("runtime", project), "-c", "Release", "-o", Path.Combine(Folder, "feed"), $"-p:PackageVersion={Version}", "--artifacts-path", Path.Combine(Folder, "artifacts"), "--nologo");

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
