using System.Runtime.InteropServices;
using WsScaffold.EndToEnd.Support;

[assembly: AssemblyFixture(typeof(PublishedApis))]

namespace WsScaffold.EndToEnd.Support;

/// <summary>A NativeAOT binary, and what publishing it printed.</summary>
public sealed record PublishedApi(string Binary, string Output);

/// <summary>APIs as they are deployed: each is published with NativeAOT once, when the first test asks for it. A warning fails the publish.</summary>
public sealed class PublishedApis : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wsscaffold-published-").FullName;

    // One at a time: they share what they are built from.
    private readonly SemaphoreSlim _publishing = new(1);
    private readonly Lazy<Task<PublishedApi>> _chat;
    private readonly Lazy<Task<PublishedApi>> _lean;
    private readonly Lazy<Task<PublishedApi>> _seed;

    public PublishedApis()
    {
        _chat = new(() => PublishAsync("samples", "Chat", "Chat.Api"));
        _lean = new(() => PublishAsync("benchmarks", "LeanApi"));
        _seed = new(() => PublishAsync("tests", "EndToEnd.Tests", "SeedApi"));
    }

    /// <summary>The Chat sample, which pushes and registers services.</summary>
    public Task<PublishedApi> ChatAsync() => _chat.Value;

    /// <summary>An API that does neither.</summary>
    public Task<PublishedApi> LeanAsync() => _lean.Value;

    /// <summary>The API for the captured events.</summary>
    public Task<PublishedApi> SeedAsync() => _seed.Value;

    public static string Rid => RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";

    /// <summary>NativeAOT links for the system it runs on, and Lambda's is Linux.</summary>
    public static void SkipWhereNothingIsPublished() =>
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The Lambda binary is published on Linux only.");

    public ValueTask DisposeAsync()
    {
        _publishing.Dispose();
        Directory.Delete(_folder, recursive: true);
        return default;
    }

    private async Task<PublishedApi> PublishAsync(params string[] project)
    {
        SkipWhereNothingIsPublished();
        var name = project[^1];
        var output = Path.Combine(_folder, name);
        await _publishing.WaitAsync();
        try
        {
            // Away from other builds: the compiler says its warnings only when it runs, so nothing may be up to date.
            var printed = await DotnetCommand.RunAsync(
                Repository.Root, null,
                "publish", Repository.PathOf(project), "-c", "Release", "-r", Rid, "-o", output, "--artifacts-path", Path.Combine(_folder, "artifacts"), "--nologo");
            return new PublishedApi(Path.Combine(output, name), printed);
        }
        finally
        {
            _publishing.Release();
        }
    }
}
