using System.Collections.Concurrent;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.S3.Assets;
using Constructs;
using Stack = Amazon.CDK.Stack;

namespace WsScaffold.Cdk.Bundling;

/// <summary>The binary that publishing a project gives.</summary>
internal sealed class ProjectCode(string project, ProjectCodeOptions options) : LambdaCode
{
    private const string PrebuiltContext = "wsscaffold:prebuilt";
    private const string PrebuiltVariable = "WSSCAFFOLD_PREBUILT";

    // Several functions, and stacks, run the same binary: it is published once.
    private readonly ConcurrentDictionary<string, string> _folders = new(StringComparer.Ordinal);

    public override Code Bind(Construct scope, Architecture architecture)
    {
        // The CLI asks for some stacks only, or (cdk list, cdk destroy) for none: the others need no binary.
        if (!Stack.Of(scope).BundlingRequired)
        {
            return Code.FromAsset(Path.GetDirectoryName(project)!, new AssetOptions { Exclude = ["**"] });
        }

        // The asset's hash is that of the folder: the function is deployed again when the binary changed, not when a comment did.
        return Code.FromAsset(_folders.GetOrAdd(architecture.Name, _ => Publish(scope, architecture)));
    }

    private string Publish(Construct scope, Architecture architecture)
    {
        if (Prebuilt(scope) is { } prebuilt)
        {
            return Bundle.Create(scope, prebuilt, architecture, $"The folder '{prebuilt}'");
        }

        using var output = new TemporaryFolder();
        return Bundle.Create(scope, Publisher.Publish(project, options, architecture, output.Path), architecture, $"What dotnet publish wrote for {Path.GetFileName(project)}");
    }

    private string? Prebuilt(Construct scope)
    {
        (string? folder, string source) = scope.Node.TryGetContext(PrebuiltContext) is string context ? (context, $"The context {PrebuiltContext}")
            : Environment.GetEnvironmentVariable(PrebuiltVariable) is { Length: > 0 } variable ? (variable, $"The environment variable {PrebuiltVariable}")
            : (null, "");
        if (folder is null)
        {
            return null;
        }

        folder = Path.GetFullPath(folder);
        var own = Path.Combine(folder, Path.GetFileNameWithoutExtension(project));
        return Directory.Exists(own) ? own
            : Directory.Exists(folder) ? folder
            : throw new InvalidOperationException($"{source} names the folder '{folder}', which does not exist. Publish the API there first, or unset it to have the API published now.");
    }
}
