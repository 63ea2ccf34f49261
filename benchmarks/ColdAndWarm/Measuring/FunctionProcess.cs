using System.Globalization;
using System.Runtime.InteropServices;
using ColdAndWarm.FakeLambda;

namespace ColdAndWarm.Measuring;

/// <summary>
/// Runs the binary of a function as Lambda does. It is started with posix_spawn: Process.Start would add pipes and threads of its own
/// to the measured start.
/// </summary>
internal sealed partial class FunctionProcess : IDisposable
{
    public const string SecretAccessKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private readonly int _id;

    private FunctionProcess(int id) => _id = id;

    /// <param name="variables">Additional environment variables, <c>name=value</c> each.</param>
    public static FunctionProcess Start(string binary, FakeRuntimeApi runtimeApi, params string[] variables)
    {
        // The structure is smaller than this in glibc and musl.
        var actions = Marshal.AllocHGlobal(512);
        try
        {
            const int StandardOutput = 1, WriteOnly = 1;
            ThrowIfError(posix_spawn_file_actions_init(actions));
            ThrowIfError(posix_spawn_file_actions_addopen(actions, StandardOutput, "/dev/null", WriteOnly, 0));
            ThrowIfError(posix_spawn(out var id, binary, actions, 0, [binary, null], [.. variables, .. Environment(runtimeApi)]));
            return new FunctionProcess(id);
        }
        finally
        {
            _ = posix_spawn_file_actions_destroy(actions);
            Marshal.FreeHGlobal(actions);
        }
    }

    /// <summary>The user and system time of all threads, including those that have ended.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            ThrowIfError(clock_getcpuclockid(_id, out var clock));
            ThrowIfError(clock_gettime(clock, out var time));
            return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0);
        }
    }

    /// <summary>The page faults that needed no disk.</summary>
    public long PageFaults
    {
        get
        {
            // After the name of the program, which may contain spaces.
            const int Minor = 7;
            var stat = File.ReadAllText($"/proc/{_id}/stat");
            return long.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[Minor], CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The peak resident memory in bytes.</summary>
    public long PeakMemory
    {
        get
        {
            const string Label = "VmHWM:";
            var line = File.ReadLines($"/proc/{_id}/status").First(line => line.StartsWith(Label, StringComparison.Ordinal));
            return long.Parse(line[Label.Length..^" kB".Length], CultureInfo.InvariantCulture) * 1024;
        }
    }

    /// <summary>Ends the process as Lambda ends an execution environment.</summary>
    public void Dispose()
    {
        const int Terminate = 15;
        _ = kill(_id, Terminate);
        _ = waitpid(_id, out _, 0);
    }

    // The variables that Lambda sets for a custom runtime, and the callback URL. None are inherited from this process.
    private static string?[] Environment(FakeRuntimeApi runtimeApi) =>
    [
        $"AWS_LAMBDA_RUNTIME_API={runtimeApi.Authority}",
        $"WSSCAFFOLD_CALLBACK_URL={runtimeApi.CallbackUrl}",
        "AWS_REGION=us-east-1",
        "AWS_DEFAULT_REGION=us-east-1",
        "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE",
        $"AWS_SECRET_ACCESS_KEY={SecretAccessKey}",
        "AWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjEXAMPLETOKEN",
        "AWS_LAMBDA_FUNCTION_NAME=chat",
        "AWS_LAMBDA_FUNCTION_VERSION=$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=512",
        "AWS_LAMBDA_LOG_GROUP_NAME=/aws/lambda/chat",
        "AWS_LAMBDA_LOG_STREAM_NAME=2023/11/29/[$LATEST]0123456789abcdef",
        "AWS_LAMBDA_INITIALIZATION_TYPE=on-demand",
        "_HANDLER=bootstrap",
        "LAMBDA_TASK_ROOT=/var/task",
        "LAMBDA_RUNTIME_DIR=/var/runtime",
        "LANG=en_US.UTF-8",
        "TZ=:UTC",
        "PATH=/usr/local/bin:/usr/bin:/bin",
        null,
    ];

    private static void ThrowIfError(int error)
    {
        if (error != 0)
        {
            throw new InvalidOperationException(Marshal.GetPInvokeErrorMessage(error < 0 ? Marshal.GetLastPInvokeError() : error));
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int posix_spawn(
        out int id, string path, nint fileActions, nint attributes, string?[] arguments, string?[] environment);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_init(nint actions);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int posix_spawn_file_actions_addopen(nint actions, int fileDescriptor, string path, int flags, uint mode);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_destroy(nint actions);

    [LibraryImport("libc")]
    private static partial int clock_getcpuclockid(int id, out int clock);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int clock_gettime(int clock, out TimeSpec time);

    [LibraryImport("libc")]
    private static partial int kill(int id, int signal);

    [LibraryImport("libc")]
    private static partial int waitpid(int id, out int status, int options);
}
