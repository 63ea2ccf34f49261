using System.Diagnostics;
using System.Text.RegularExpressions;

namespace WsScaffold.EndToEnd.Support;

/// <summary>A command as a terminal runs it: in a process group of its own, all of which Ctrl+C reaches.</summary>
internal sealed class TerminalCommand : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);
    private readonly Process _process;

    private TerminalCommand(Process process) => _process = process;

    public static TerminalCommand Start(params string[] command)
    {
        // It becomes the command, which keeps its process ID and has it as its group's.
        var start = Command.StartInfo("setsid", Repository.Root, null, command);
        var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return new TerminalCommand(process);
    }

    /// <summary>Reads until a line matches.</summary>
    /// <returns>Its first group.</returns>
    public async Task<string> ReadAsync(string pattern)
    {
        var lines = new List<string>();
        while (
            await _process
                .StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
                .AsTask()
                .WaitAsync(_patience, TestContext.Current.CancellationToken)
                is { } line
        )
        {
            lines.Add(line);
            if (Regex.Match(line, pattern) is { Success: true } match)
            {
                // What it prints from now on must not fill the pipe.
                _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
                return match.Groups[1].Value;
            }
        }

        throw new EndOfStreamException($"It ended without '{pattern}':\n{string.Join('\n', lines)}");
    }

    public void PressCtrlC() => Signal("INT");

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(_patience, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Signal("KILL");
        }

        _process.Dispose();
    }

    private void Signal(string signal)
    {
        // The shell has a kill of its own; the program is in a package that not every machine has.
        using var kill = Process.Start("sh", ["-c", $"kill -s {signal} -- -{_process.Id}"]);
        kill.WaitForExit();
    }
}
