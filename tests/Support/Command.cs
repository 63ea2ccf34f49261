using System.Diagnostics;

namespace WsScaffold.Tests.Support;

/// <summary>The exit code of a command and all that it printed, errors after output.</summary>
public sealed record CommandResult(int ExitCode, string Output);

/// <summary>Runs commands as a user would, outside the test run that starts them.</summary>
internal static class Command
{
    /// <summary>Runs <c>dotnet</c> to the end; fails with everything that it printed unless the exit code is 0.</summary>
    /// <returns>What it printed.</returns>
    public static Task<string> DotnetAsync(string folder, IReadOnlyDictionary<string, string?>? environment, params string[] arguments) =>
        SucceedAsync(StartInfo("dotnet", folder, environment, arguments));

    /// <summary>Runs a program to the end; fails with everything that it printed unless the exit code is 0.</summary>
    /// <returns>What it printed.</returns>
    public static async Task<string> SucceedAsync(ProcessStartInfo start)
    {
        var result = await RunAsync(start);
        Assert.True(
            result.ExitCode == 0,
            $"{start.FileName} {string.Join(' ', start.ArgumentList)} ended with exit code {result.ExitCode}:\n{result.Output}");
        return result.Output;
    }

    /// <summary>Runs a program to the end, whatever its exit code.</summary>
    public static async Task<CommandResult> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, await output + await errors);
    }

    /// <summary>How to start a program without the environment variables that a test run sets for its own tools.</summary>
    public static ProcessStartInfo StartInfo(
        string program, string folder, IReadOnlyDictionary<string, string?>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOfTestRun).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static bool IsOfTestRun(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase);
}
