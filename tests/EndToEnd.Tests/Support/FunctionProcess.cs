using System.Diagnostics;

namespace WsScaffold.EndToEnd.Support;

/// <summary>A published function as Lambda runs it: its environment, its output, its end.</summary>
internal sealed class FunctionProcess : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    public FunctionProcess(string binary, string runtimeApi, Uri? callbackUrl = null, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(binary) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
        start.Environment["AWS_REGION"] = "eu-central-1";
        start.Environment["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
        if (callbackUrl is not null)
        {
            start.Environment["WSSCAFFOLD_CALLBACK_URL"] = callbackUrl.ToString();
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        _errors = _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The most memory that it ever had, in bytes, as Linux counts it.</summary>
    public long PeakMemory =>
        1024
        * long.Parse(
            File.ReadLines($"/proc/{_process.Id}/status")
                .Single(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            null
        );

    /// <summary>Asks it to end as Lambda does, by SIGTERM.</summary>
    public void Terminate()
    {
        // The shell has a kill of its own; the program is in a package that not every machine has.
        using var kill = Process.Start("sh", ["-c", $"kill -s TERM {_process.Id}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    public async Task<(int ExitCode, string Output, string Errors)> ExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(_patience, TestContext.Current.CancellationToken);
        return (_process.ExitCode, await _output, await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
