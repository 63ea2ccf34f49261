using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace WsScaffold.Cdk.Bundling;

/// <summary>Runs a program and waits for its end.</summary>
internal static class Command
{
    /// <returns>The exit code and everything that was printed; <see langword="null"/> if there is no such program.</returns>
    public static (int ExitCode, string Output)? Run(string program, IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // "dotnet run" and test runners set MSBuild variables for their own tools, which would mislead this one.
        var misleading = start.Environment.Keys.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase));
        foreach (var name in misleading.ToArray())
        {
            start.Environment.Remove(name);
        }

        // A build server that outlives the command would keep its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = new Process { StartInfo = start };
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        return (process.ExitCode, output.ToString());
    }

    private static void Append(StringBuilder output, string? line)
    {
        lock (output)
        {
            output.Append(line).Append('\n');
        }
    }
}
