using Amazon.CDK.AWS.Lambda;

namespace WsScaffold.Cdk.Bundling;

/// <summary>The requirements of Lambda's <c>provided.al2023</c> runtime, and the names of its architectures in .NET and Docker.</summary>
internal static class LambdaTarget
{
    // https://docs.aws.amazon.com/linux/al2023/ug/compare-with-al2.html
    private static readonly Version _glibc = new(2, 34);

    public static string RuntimeIdentifier(Architecture architecture) => IsArm(architecture) ? "linux-arm64" : "linux-x64";

    public static string DockerPlatform(Architecture architecture) => IsArm(architecture) ? "linux/arm64" : "linux/amd64";

    public static bool IsArm(Architecture architecture) => architecture.Name == Architecture.ARM_64.Name;

    /// <exception cref="InvalidOperationException">The binary doesn't run on Lambda. The message says why and what to do.</exception>
    public static void Require(ElfBinary binary, Architecture architecture, string file)
    {
        var expected = IsArm(architecture) ? ElfMachine.Arm64 : ElfMachine.X64;
        if (binary.Machine != expected)
        {
            throw new InvalidOperationException(
                $"'{file}' is for {binary.Machine}, but the function is for {expected}. "
                    + $"Publish it with -r {RuntimeIdentifier(architecture)}, or change the Architecture of the WebSocketLambdaApi.");
        }

        if (binary.Interpreter?.Contains("musl", StringComparison.Ordinal) == true)
        {
            throw new InvalidOperationException(
                $"'{file}' is linked against musl (Alpine Linux), but Lambda has glibc. Publish it with "
                    + $"-r {RuntimeIdentifier(architecture)} on a system with glibc, or with ProjectCodeOptions.UseDocker.");
        }

        if (binary.Glibc > _glibc)
        {
            throw new InvalidOperationException(
                $"'{file}' needs glibc {binary.Glibc}, and Lambda (Amazon Linux 2023) has {_glibc}, so it would not start. "
                    + "Publish it on an older system, or with ProjectCodeOptions.UseDocker.");
        }
    }
}
