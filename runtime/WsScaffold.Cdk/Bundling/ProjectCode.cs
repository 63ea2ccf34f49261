using System.Collections.Concurrent;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.S3.Assets;
using Constructs;
using Stack = Amazon.CDK.Stack;

namespace WsScaffold.Cdk.Bundling;

/// <summary>The binary that a project is published to.</summary>
internal sealed class ProjectCode(string project, ProjectCodeOptions options) : LambdaCode
{
    private const string PrebuiltContext = "wsscaffold:prebuilt";
    private const string PrebuiltVariable = "WSSCAFFOLD_PREBUILT";

    // By architecture: functions and stacks share the binary, so it is published once.
    private readonly ConcurrentDictionary<string, string> _folders = new(StringComparer.Ordinal);

    public override Code Bind(Construct scope, Architecture architecture)
    {
        // The CLI synthesises the stacks that it deploys with their assets. The others (all, for cdk list and cdk destroy) need no binary.
        if (!Stack.Of(scope).BundlingRequired)
        {
            return Code.FromAsset(Path.GetDirectoryName(project)!, new AssetOptions { Exclude = ["**"] });
        }

        // The hash of the asset is that of the folder, so the function is deployed again only if the binary has changed.
        return Code.FromAsset(_folders.GetOrAdd(architecture.Name, _ => Publish(scope, architecture)));
    }

    private string Publish(Construct scope, Architecture architecture)
    {
        if (Prebuilt(scope) is { } prebuilt)
        {
            return Bundle.Create(scope, prebuilt, architecture, $"The folder '{prebuilt}'");
        }

        using var output = new TemporaryFolder();
        var published = Publisher.Publish(project, options, architecture, output.Path);
        return Bundle.Create(scope, published, architecture, $"The output of dotnet publish for {Path.GetFileName(project)}");
    }

    private string? Prebuilt(Construct scope)
    {
        (string? folder, string source) =
            scope.Node.TryGetContext(PrebuiltContext) is string context ? (context, $"The context value {PrebuiltContext}")
            : Environment.GetEnvironmentVariable(PrebuiltVariable) is { Length: > 0 } variable
                ? (variable, $"The environment variable {PrebuiltVariable}")
            : (null, "");
        if (folder is null)
        {
            return null;
        }

        folder = Path.GetFullPath(folder);
        var own = Path.Combine(folder, Path.GetFileNameWithoutExtension(project));
        return Directory.Exists(own) ? own
            : Directory.Exists(folder) ? folder
            : throw new InvalidOperationException(
                $"{source} is the folder '{folder}', which does not exist. "
                    + "Publish the API's project to it first, or remove the value to publish the project now.");
    }
}
