using System.ComponentModel;
using System.Diagnostics;
using WsScaffold.Gateway.Tests.Support;

namespace WsScaffold.Gateway.Tests.Clients;

/// <summary>A program of <c>tests/node</c>, run by Node.js. What its lock file names is installed at first use.</summary>
internal sealed class NodeProcess : IDisposable
{
    private static readonly string s_directory = FindDirectory();
    private static readonly Lazy<Task> s_installed = new(InstallAsync);
    private readonly Process _process;

    private NodeProcess(Process process) => _process = process;

    /// <summary>Starts a script; without Node.js the test is skipped, on a build server it fails.</summary>
    public static async Task<NodeProcess> StartAsync(params string[] arguments)
    {
        try
        {
            await s_installed.Value;
            return new NodeProcess(Start("node", arguments));
        }
        catch (Win32Exception) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip("node or npm is not on the PATH: install Node.js 20 or later to run this test.");
            throw;
        }
    }

    public async Task WriteLineAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync(Patience.Token);
    }

    public async Task<string?> ReadLineAsync() => await _process.StandardOutput.ReadLineAsync(Patience.Token);

    public void Kill() => _process.Kill(entireProcessTree: true);

    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Waits for it to end.</summary>
    /// <returns>Its exit code and what it wrote since the last line that was read.</returns>
    public async Task<(int ExitCode, string Output, string Errors)> EndAsync()
    {
        var errors = _process.StandardError.ReadToEndAsync(Patience.Token);
        var output = await _process.StandardOutput.ReadToEndAsync(Patience.Token);
        await _process.WaitForExitAsync(Patience.Token);
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

    private static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = s_directory,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static async Task InstallAsync()
    {
        // npm writes this file last.
        if (File.Exists(Path.Combine(s_directory, "node_modules", ".package-lock.json")))
        {
            return;
        }

        using var npm = OperatingSystem.IsWindows() ? Start("cmd", "/c", "npm", "ci", "--no-audit", "--no-fund") : Start("npm", "ci", "--no-audit", "--no-fund");
        var errors = npm.StandardError.ReadToEndAsync();
        await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        Assert.True(npm.ExitCode == 0, $"npm ci in tests/node failed: {await errors}");
    }

    private static string FindDirectory()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var candidate = Path.Combine(directory.FullName, "tests", "node");
            if (File.Exists(Path.Combine(candidate, "package.json")))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("tests/node is in no directory above the tests.");
    }
}
