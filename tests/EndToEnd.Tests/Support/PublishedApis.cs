using System.Runtime.InteropServices;
using WsScaffold.EndToEnd.Support;

[assembly: AssemblyFixture(typeof(PublishedApis))]

namespace WsScaffold.EndToEnd.Support;

/// <summary>A NativeAOT binary, the output of the publish, and the compiler's list of what the binary contains.</summary>
public sealed record PublishedApi(string Binary, string Output, string Map);

/// <summary>APIs as they are deployed. Each is published once, when the first test needs it. A warning fails the publish.</summary>
public sealed class PublishedApis : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wsscaffold-published-").FullName;

    // One publish at a time: they share the projects they are built from.
    private readonly SemaphoreSlim _publishing = new(1);
    private readonly Lazy<Task<PublishedApi>> _chat;
    private readonly Lazy<Task<PublishedApi>> _lean;
    private readonly Lazy<Task<PublishedApi>> _seed;
    private readonly Lazy<Task<PublishedApi>> _untunedChat;
    private readonly Lazy<Task<PublishedApi>> _fixedAddressLean;

    public PublishedApis()
    {
        _chat = new(() => PublishAsync("chat", ["samples", "Chat", "Chat.Api"]));
        _lean = new(() => PublishAsync("lean", ["benchmarks", "LeanApi"]));
        _seed = new(() => PublishAsync("seed", ["tests", "EndToEnd.Tests", "SeedApi"]));
        _untunedChat = new(() => PublishAsync("untuned", ["samples", "Chat", "Chat.Api"], "-p:WsScaffoldTuning=false"));
        _fixedAddressLean = new(() => PublishAsync("fixed", ["benchmarks", "LeanApi"], "-p:WsScaffoldFixedAddress=true"));
    }

    /// <summary>The Chat sample, which pushes and registers services.</summary>
    public Task<PublishedApi> ChatAsync() => _chat.Value;

    /// <summary>An API that does neither.</summary>
    public Task<PublishedApi> LeanAsync() => _lean.Value;

    /// <summary>The API for the captured events.</summary>
    public Task<PublishedApi> SeedAsync() => _seed.Value;

    /// <summary>The Chat sample, published without any of the undocumented settings of the package.</summary>
    public Task<PublishedApi> UntunedChatAsync() => _untunedChat.Value;

    /// <summary>The lean API, linked for one address.</summary>
    public Task<PublishedApi> FixedAddressLeanAsync() => _fixedAddressLean.Value;

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

    private async Task<PublishedApi> PublishAsync(string variant, string[] project, params string[] properties)
    {
        SkipWhereNothingIsPublished();
        var name = project[^1];
        var output = Path.Combine(_folder, variant);
        var native = Path.Combine(_folder, "native", variant) + Path.DirectorySeparatorChar;
        await _publishing.WaitAsync();
        try
        {
            // Apart from other builds: the compiler prints its warnings only when it runs, so nothing may be up to date.
            var printed = await DotnetCommand.RunAsync(
                Repository.Root, null,
                [
                    "publish", Repository.PathOf(project), "-c", "Release", "-r", Rid, "-o", output, "--nologo",
                    "--artifacts-path", Path.Combine(_folder, "artifacts"),
                    $"-p:NativeIntermediateOutputPath={native}", "-p:IlcGenerateMapFile=true", .. properties,
                ]);
            return new(Path.Combine(output, name), printed, Path.Combine(native, $"{name}.map.xml"));
        }
        finally
        {
            _publishing.Release();
        }
    }
}
