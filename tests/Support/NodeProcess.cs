using System.Diagnostics;

namespace WsScaffold.Tests.Support;

/// <summary>A program of <c>tests/node</c> that a test talks to.</summary>
internal sealed class NodeProcess : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);
    private readonly Process _process;

    private NodeProcess(Process process) => _process = process;

    /// <summary>Starts a script; skips the test where Node.js is not installed.</summary>
    public static async Task<NodeProcess> StartAsync(params string[] arguments) => new(await NodePrograms.StartAsync(arguments));

    public static Task<NodeProcess> StartWscatAsync(params string[] arguments) =>
        StartAsync(["node_modules/wscat/bin/wscat", .. arguments]);

    public async Task WriteLineAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
    }

    public async Task<string?> ReadLineAsync() => await _process.StandardOutput.ReadLineAsync().WaitAsync(_patience);

    public void Kill() => _process.Kill(entireProcessTree: true);

    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Waits for it to end.</summary>
    /// <returns>Its exit code, and what it wrote after the last line that was read.</returns>
    public async Task<(int ExitCode, string Output, string Errors)> EndAsync()
    {
        var errors = _process.StandardError.ReadToEndAsync();
        var output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(_patience);
        await _process.WaitForExitAsync().WaitAsync(_patience);
        return (_process.ExitCode, output.ReplaceLineEndings("\n"), await errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
