using System.ComponentModel;
using System.Diagnostics;
using WsScaffold.EndToEnd.Support;

[assembly: AssemblyFixture(typeof(SynthesisedChat))]

namespace WsScaffold.EndToEnd.Support;

/// <summary>What <c>cdk synth</c> makes of the Chat sample: its template, and the binary that would be uploaded. Without credentials.</summary>
public sealed class SynthesisedChat : IDisposable
{
    private const string Cli = "aws-cdk@2.1148.1";
    private readonly string _folder = Directory.CreateTempSubdirectory("wsscaffold-cdk-").FullName;
    private readonly Lazy<Task<CloudAssembly>> _assembly;

    public SynthesisedChat() => _assembly = new(SynthAsync);

    /// <summary>Synthesises once, when the first test asks for it.</summary>
    internal Task<CloudAssembly> AssemblyAsync() => _assembly.Value;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<CloudAssembly> SynthAsync()
    {
        PublishedApis.SkipWhereNothingIsPublished();
        var start = DotnetCommand.StartInfo("npx", Repository.PathOf("samples", "Chat", "Chat.Infra"), null, ["--yes", Cli, "synth", "--quiet", "--no-notices", "-o", _folder]);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using var process = Start(start);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await output + await errors);
        return new CloudAssembly(_folder, "Chat");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip("npx is not on the PATH: install Node.js 20 or later to run this test.");
            throw;
        }
    }
}
