using System.Reflection;

namespace WsScaffold.Cdk.Bundling;

/// <summary>Resolves paths that are relative to an infrastructure project, whatever the working directory is.</summary>
internal static class ProjectFile
{
    private const string DirectoryKey = "WsScaffold.ProjectDirectory";

    /// <summary>Finds a project file by its own path or the path of its folder.</summary>
    public static string Find(string project, Assembly caller)
    {
        var path = Resolve(project, caller);
        if (File.Exists(path))
        {
            return path;
        }

        if (!Directory.Exists(path))
        {
            throw new ArgumentException(
                $"There is no project at '{path}'. The path in LambdaCode.FromProject(\"{project}\") is relative to the folder of the "
                    + "project that calls it. Correct the path to the API's project.",
                nameof(project));
        }

        return Directory.GetFiles(path, "*.csproj") switch
        {
            [var file] => file,
            [] => throw new ArgumentException(
                $"The folder '{path}' contains no project file (*.csproj). Pass the path of the API's project to LambdaCode.FromProject.",
                nameof(project)),
            var files => throw new ArgumentException(
                $"The folder '{path}' contains {files.Length} project files. Pass one of them to LambdaCode.FromProject, for example "
                    + $"\"{project}/{Path.GetFileName(files.Order(StringComparer.Ordinal).First())}\".",
                nameof(project)),
        };
    }

    /// <summary>Resolves the path of a folder that exists.</summary>
    public static string FindFolder(string folder, Assembly caller)
    {
        var path = Resolve(folder, caller);
        return Directory.Exists(path)
            ? path
            : throw new ArgumentException(
                $"There is no folder '{path}'. The path in LambdaCode.FromPublished(\"{folder}\") is relative to the folder of the "
                    + "project that calls it. Correct the path, or publish the API's project to it first.",
                nameof(folder));
    }

    private static string Resolve(string path, Assembly caller)
    {
        if (Path.IsPathFullyQualified(path))
        {
            return Path.GetFullPath(path);
        }

        var directory = caller.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(static metadata => metadata.Key == DirectoryKey)?.Value;
        return directory is not null
            ? Path.GetFullPath(path, directory)
            : throw new ArgumentException(
                $"'{path}' is relative to the project of {caller.GetName().Name}. The folder of that project is unknown, because it was "
                    + "built without the package WsScaffold.Cdk. Reference the package in that project, or pass an absolute path.",
                nameof(path));
    }
}
