using System.Runtime.InteropServices;

namespace WsScaffold.Lambda.Logging;

/// <summary>
/// Writes complete lines to standard output without <see cref="Console"/>, whose encoders, locks and terminal handling are a large
/// part of a small binary and of its start.
/// </summary>
internal sealed partial class StandardOutput : ILogOutput
{
    private const int DefaultDescriptor = 1;
    private const int Interrupted = 4;
    private const int TryAgainOnLinux = 11;
    private const int TryAgainOnMac = 35;

    private readonly Lock _gate = new();
    private readonly int _descriptor;
    private readonly Stream? _stream;

    /// <param name="descriptor">The file descriptor; not used on Windows.</param>
    public StandardOutput(int descriptor = DefaultDescriptor)
    {
        _descriptor = descriptor;

        // Windows has no write(2). FileStream would keep its own position and overwrite other output.
        if (OperatingSystem.IsWindows())
        {
            _stream = Console.OpenStandardOutput();
        }
    }

    public void Write(ReadOnlySpan<byte> line)
    {
        lock (_gate)
        {
            if (_stream is not null)
            {
                _stream.Write(line);
                return;
            }

            while (!line.IsEmpty)
            {
                var written = Write(_descriptor, line, line.Length);
                if (written >= 0)
                {
                    line = line[(int)written..];
                }
                else if (!MayTryAgain(Marshal.GetLastPInvokeError()))
                {
                    // The reader has closed the pipe. A lost log line must not fail the invocation.
                    return;
                }
            }
        }
    }

    private static bool MayTryAgain(int error)
    {
        if (error is TryAgainOnLinux or TryAgainOnMac)
        {
            // The pipe is non-blocking and full.
            Thread.Sleep(1);
            return true;
        }

        return error == Interrupted;
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Write(int descriptor, ReadOnlySpan<byte> bytes, nint count);
}
