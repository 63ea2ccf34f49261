using System.Diagnostics;

namespace WsScaffold.Tests.Support;

/// <summary>The programs of <c>tests/node</c>. The packages of their lock file are installed at first use.</summary>
internal static class NodePrograms
{
    private static readonly string _folder = Repository.PathOf("tests", "node");
    private static readonly Lazy<Task> _installed = new(InstallAsync);

    /// <summary>Starts one; skips the test where Node.js is not installed.</summary>
    public static async Task<Process> StartAsync(params string[] arguments)
    {
        Tool.NodeJs.Require();
        await _installed.Value;
        return Process.Start(Command.StartInfo("node", _folder, null, arguments))!;
    }

    private static async Task InstallAsync()
    {
        // Several test projects run at once, and npm ci begins by deleting all that is installed.
        await using var turn = await FileLock.TakeAsync("npm");
        // npm writes this file last.
        if (File.Exists(Path.Combine(_folder, "node_modules", ".package-lock.json")))
        {
            return;
        }

        string[] command = ["npm", "ci", "--no-audit", "--no-fund"];
        await Command.SucceedAsync(OperatingSystem.IsWindows()
            ? Command.StartInfo("cmd", _folder, null, ["/c", .. command])
            : Command.StartInfo(command[0], _folder, null, command[1..]));
    }
}
