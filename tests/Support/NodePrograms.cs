using System.ComponentModel;
using System.Diagnostics;

namespace WsScaffold.Tests.Support;

/// <summary>The programs of <c>tests/node</c>. What its lock file names is installed at first use.</summary>
internal static class NodePrograms
{
    private static readonly string _directory = FindDirectory();
    private static readonly Lazy<Task> _installed = new(InstallAsync);

    /// <summary>Starts one; without Node.js the test is skipped, on a build server it fails.</summary>
    public static async Task<Process> StartAsync(params string[] arguments)
    {
        try
        {
            await _installed.Value;
            return Start("node", arguments);
        }
        catch (Win32Exception) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip("node or npm is not on the PATH: install Node.js 20 or later to run this test.");
            throw;
        }
    }

    private static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = _directory,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static async Task InstallAsync()
    {
        await using var turn = await TakeTurnAsync();
        // npm writes this file last.
        if (File.Exists(Path.Combine(_directory, "node_modules", ".package-lock.json")))
        {
            return;
        }

        using var npm = OperatingSystem.IsWindows() ? Start("cmd", "/c", "npm", "ci", "--no-audit", "--no-fund") : Start("npm", "ci", "--no-audit", "--no-fund");
        var errors = npm.StandardError.ReadToEndAsync();
        await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        Assert.True(npm.ExitCode == 0, $"npm ci in tests/node failed: {await errors}");
    }

    // Several test projects run at once, and npm ci begins by deleting what another one just installed.
    private static async Task<FileStream> TakeTurnAsync()
    {
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(_directory, ".installing"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromSeconds(0.2), TestContext.Current.CancellationToken);
            }
        }
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
