namespace WsScaffold.Tests.Support;

/// <summary>All packages of this checkout in a feed of their own, under a version that no cache has seen.</summary>
internal sealed class PackageFeed
{
    private PackageFeed(string folder) => Folder = folder;

    /// <summary>The folder of the feed.</summary>
    public string Folder { get; }

    public static string Version => SharedBuilds.Version;

    /// <summary>The environment of a <c>dotnet</c> command that restores the packages.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        ["RestoreAdditionalProjectSources"] = Folder,
        ["NUGET_PACKAGES"] = $"{Folder}-cache",
        // All packages but our own come from the cache of the machine.
        ["RestoreFallbackFolders"] = System.Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } packages
            ? packages
            : Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
    };

    public static async Task<PackageFeed> PackAsync() => new(await SharedBuilds.GetAsync("feed", folder => Command.DotnetAsync(
        Repository.Root,
        null,
        ["pack", Repository.PathOf(".ci", "pack.proj"), "-o", folder, .. SharedBuilds.ReleaseArguments])));
}
