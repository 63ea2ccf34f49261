using WsScaffold.EndToEnd.Support;

[assembly: AssemblyFixture(typeof(SynthesisedChat))]

namespace WsScaffold.EndToEnd.Support;

/// <summary>The output of <c>cdk synth</c> for the Chat sample: its template, and the binary that would be uploaded.</summary>
public sealed class SynthesisedChat : IDisposable
{
    private const string Cli = "aws-cdk@2.1148.1";
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task<CloudAssembly>> _assembly;

    public SynthesisedChat() => _assembly = new(SynthAsync);

    /// <summary>Synthesises once, when the first test needs it. Tests skip where that is not possible.</summary>
    internal Task<CloudAssembly> AssemblyAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "NativeAOT links for the system it runs on, and Lambda's is Linux.");
        Tool.Linker.Require();
        Tool.NodeJs.Require();
        return _assembly.Value;
    }

    public void Dispose() => _folder.Dispose();

    private async Task<CloudAssembly> SynthAsync()
    {
        var environment = new Dictionary<string, string?>
        {
            // The build of these tests has run the analyzers.
            ["RunAnalyzers"] = "false",
        };
        var start = Command.StartInfo(
            "npx", Repository.PathOf("samples", "Chat", "Chat.Infra"), environment,
            "--yes", Cli, "synth", "--quiet", "--no-notices", "-o", _folder.Path);
        // Synthesis needs no credentials.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        await Command.SucceedAsync(start);
        return new(_folder.Path, "Chat");
    }
}
