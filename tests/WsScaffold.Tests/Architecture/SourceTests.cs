using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace WsScaffold.Tests.Architecture;

/// <summary>Where the sources of the packages are: a namespace is its folder, and a file is named after its type.</summary>
public sealed partial class SourceTests(ITestOutputHelper output)
{
    // The namespace of users, for public types of every package.
    private const string Users = "WsScaffold";

    // Types that the compiler wants in a namespace of the framework.
    private static readonly string[] _framework = ["generator/WsScaffold.Generator/Polyfills.cs"];

    private static readonly string[] _folders = ["runtime", "generator"];

    public static TheoryData<string> Projects => [.. _folders
        .SelectMany(static folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.csproj", SearchOption.AllDirectories))
        .Select(static path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_namespace_is_its_folder(string project)
    {
        var root = RootNamespaceOf(project);
        var sources = Read(project);
        var strays = sources
            .Where(source => source.Namespace != NamespaceOf(root, source.Folder))
            .Where(source => !IsForUsers(source) || (source.Namespace != root && source.Namespace != Users))
            .Select(static source => $"{source.Path} is in namespace {source.Namespace}")
            .ToArray();
        var forUsers = sources.Count(source => source.Namespace != NamespaceOf(root, source.Folder)) - strays.Length;
        output.WriteLine($"{project}: {sources.Count} files, {forUsers} of them with public types in the namespace of users");

        Assert.NotEmpty(sources);
        Assert.Empty(strays);
    }

    private static string NamespaceOf(string root, string folder) => folder.Length == 0 ? root : $"{root}.{folder.Replace('/', '.')}";

    private static bool IsForUsers(Source source) =>
        source.Path.StartsWith("runtime/", StringComparison.Ordinal)
        && source.Types.All(static type => type.StartsWith("public ", StringComparison.Ordinal));

    private static string RootNamespaceOf(string project) =>
        XDocument.Load(Repository.PathOf(project)).Descendants("RootNamespace").SingleOrDefault()?.Value
        ?? Path.GetFileNameWithoutExtension(project);

    private static List<Source> Read(string project)
    {
        var folder = Path.GetDirectoryName(Repository.PathOf(project))!;
        return [.. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => Source.Read(folder, path))
            .Where(static source => !_framework.Contains(source.Path))
            .OrderBy(static source => source.Path, StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:public|internal|file) .*?\b(?:class|struct|enum|interface|record|delegate)\b.*$", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    private sealed record Source(string Path, string Folder, string Namespace, string[] Types)
    {
        public static Source Read(string project, string path)
        {
            var text = File.ReadAllText(path);
            var folder = Relative(project, System.IO.Path.GetDirectoryName(path)!);
            return new(
                Relative(Repository.Root, path),
                folder == "." ? "" : folder,
                SourceTests.Namespace().Match(text).Groups[1].Value,
                [.. TopLevelType().Matches(text).Select(static match => match.Value)]);
        }

        private static string Relative(string folder, string path) => System.IO.Path.GetRelativePath(folder, path).Replace('\\', '/');
    }
}
