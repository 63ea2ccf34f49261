using System.Runtime.InteropServices;
using WsScaffold.EndToEnd.Support;

[assembly: AssemblyFixture(typeof(PublishedChat))]

namespace WsScaffold.EndToEnd.Support;

/// <summary>The Chat sample as it is deployed: published once with NativeAOT for all tests. A warning fails the publish.</summary>
public sealed class PublishedChat : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wsscaffold-chat-").FullName;

    public string Binary => Path.Combine(_folder, "Chat.Api");

    public string Output { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var rid = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";
        Output = await DotnetCommand.RunAsync(
            Repository.Root, null, "publish", Repository.PathOf("samples", "Chat", "Chat.Api"), "-c", "Release", "-r", rid, "-o", _folder, "--nologo");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return default;
    }

    /// <summary>NativeAOT links for the system it runs on, and Lambda's is Linux.</summary>
    public static void SkipWhereNothingIsPublished() =>
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The Lambda binary is published on Linux only.");
}
