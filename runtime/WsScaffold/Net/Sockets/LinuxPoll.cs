using System.Runtime.InteropServices;

namespace WsScaffold.Net.Sockets;

/// <summary>Waits for several descriptors at once: <see href="https://man7.org/linux/man-pages/man2/poll.2.html">poll(2)</see>.</summary>
internal static partial class LinuxPoll
{
    private const short Readable = 1;
    private const short Writable = 4;

    /// <summary>Waits until a descriptor is ready or broken. May return early.</summary>
    /// <param name="atMost">The time limit; negative for no limit.</param>
    public static void Wait(Span<Entry> entries, TimeSpan atMost)
    {
        // Rounded up: a wait that ended just before the deadline would have to start again.
        var milliseconds = atMost < TimeSpan.Zero ? -1 : (int)Math.Min(Math.Ceiling(atMost.TotalMilliseconds), int.MaxValue);
        _ = Poll(entries, (nuint)entries.Length, milliseconds);
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Poll(Span<Entry> entries, nuint count, int milliseconds);

    /// <summary>A descriptor and the events to wait for: the system's <c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Entry(int descriptor, bool forWriting)
    {
        private readonly int _descriptor = descriptor;
        private readonly short _awaited = forWriting ? Writable : Readable;
        private short _happened;

        public readonly bool IsReady => _happened != 0;
    }
}
