using System.Reflection;

namespace WsScaffold.Cdk.Bundling;

/// <summary>Finds what paths of an infrastructure project mean: they are relative to it, wherever the program is started.</summary>
internal static class ProjectFile
{
    private const string DirectoryKey = "WsScaffold.ProjectDirectory";

    /// <summary>The file of a project that is named by its file or folder.</summary>
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
                $"There is no project at '{path}'. LambdaCode.FromProject(\"{project}\") is relative to the folder of the project that calls it: name the API's project from there.", nameof(project));
        }

        return Directory.GetFiles(path, "*.csproj") switch
        {
            [var file] => file,
            [] => throw new ArgumentException($"The folder '{path}' has no project file (*.csproj). Name the API's project in LambdaCode.FromProject.", nameof(project)),
            var files => throw new ArgumentException(
                $"The folder '{path}' has {files.Length} project files. Name the one to publish in LambdaCode.FromProject, for example \"{project}/{Path.GetFileName(files.Order(StringComparer.Ordinal).First())}\".", nameof(project)),
        };
    }

    /// <summary>A folder that exists.</summary>
    public static string FindFolder(string folder, Assembly caller)
    {
        var path = Resolve(folder, caller);
        return Directory.Exists(path)
            ? path
            : throw new ArgumentException($"There is no folder '{path}'. LambdaCode.FromPublished(\"{folder}\") is relative to the folder of the project that calls it: publish the API's project there first.", nameof(folder));
    }

    private static string Resolve(string path, Assembly caller)
    {
        if (Path.IsPathFullyQualified(path))
        {
            return Path.GetFullPath(path);
        }

        var directory = caller.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(static metadata => metadata.Key == DirectoryKey)?.Value;
        return directory is not null
            ? Path.GetFullPath(path, directory)
            : throw new ArgumentException(
                $"'{path}' is relative to the project of {caller.GetName().Name}, which was built without the WsScaffold.Cdk package and so doesn't say where it is. Reference the package in that project, or give the whole path.", nameof(path));
    }
}
