namespace WsScaffold.Templates.Tests.Support;

/// <summary>A scaffold on disk.</summary>
internal static class Tree
{
    public static IEnumerable<string> FilesOf(string solution) =>
        Directory.EnumerateFiles(solution, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(solution, file).Replace('\\', '/'))
            .OrderBy(static file => file, StringComparer.Ordinal);

    /// <summary>What each file says, by its path.</summary>
    public static SortedDictionary<string, string> ReadAll(string solution) =>
        new(
            FilesOf(solution)
                .ToDictionary(static file => file, file => File.ReadAllText(Path.Combine(solution, file)).ReplaceLineEndings("\n")),
            StringComparer.Ordinal
        );
}
