namespace WsScaffold.Cdk;

/// <summary>How <see cref="LambdaCode.FromProject"/> publishes the API's project.</summary>
public sealed class ProjectCodeOptions
{
    /// <summary>Additional arguments for <c>dotnet publish</c>, for example <c>-p:OptimizationPreference=Size</c>.</summary>
    public IReadOnlyList<string> PublishArguments { get; init; } = [];

    /// <summary>
    /// Whether to publish in Docker even if this machine could publish by itself. The binary is then linked against the libraries of
    /// Amazon Linux, whatever the machine runs.
    /// </summary>
    public bool UseDocker { get; init; }

    /// <summary>
    /// The image to publish in. It needs the .NET SDK, a C compiler and the zlib headers. Default: the AWS SAM image for .NET 10,
    /// which is based on Amazon Linux 2023.
    /// See <see href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-image-repositories.html">
    /// the AWS SAM images</see>.
    /// </summary>
    public string DockerImage { get; init; } = "public.ecr.aws/sam/build-dotnet10";

    /// <summary>
    /// The folder to mount in Docker, read-only. It must contain everything that the project is built from. Default: the root folder of
    /// the repository or solution that contains the project.
    /// </summary>
    public string? DockerFolder { get; init; }
}
