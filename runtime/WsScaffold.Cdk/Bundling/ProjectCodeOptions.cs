namespace WsScaffold.Cdk;

/// <summary>How <see cref="LambdaCode.FromProject"/> publishes.</summary>
public sealed class ProjectCodeOptions
{
    /// <summary>More arguments for <c>dotnet publish</c>, for example <c>-p:OptimizationPreference=Size</c>.</summary>
    public IReadOnlyList<string> PublishArguments { get; init; } = [];

    /// <summary>
    /// Publish in Docker even where this machine could: it links against Amazon Linux's own libraries, whatever system the
    /// machine has.
    /// </summary>
    public bool UseDocker { get; init; }

    /// <summary>
    /// The image to publish in, which needs the .NET SDK, a C compiler and zlib's headers; AWS SAM's for .NET 10, which is
    /// Amazon Linux 2023, unless told otherwise.
    /// See <see href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-image-repositories.html">its image repositories</see>.
    /// </summary>
    public string DockerImage { get; init; } = "public.ecr.aws/sam/build-dotnet10";

    /// <summary>
    /// The folder that Docker gets to read, which must hold everything that the project is built from; the folder of the
    /// repository or solution around the project unless told otherwise.
    /// </summary>
    public string? DockerFolder { get; init; }
}
