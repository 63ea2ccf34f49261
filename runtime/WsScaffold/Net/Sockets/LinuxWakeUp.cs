using System.Runtime.InteropServices;

namespace WsScaffold.Net.Sockets;

/// <summary>Ends a <see cref="LinuxPoll"/> from another thread: <see href="https://man7.org/linux/man-pages/man2/eventfd.2.html">eventfd(2)</see>.</summary>
internal sealed partial class LinuxWakeUp : IDisposable
{
    private readonly LinuxDescriptor _descriptor;

    /// <exception cref="InvalidOperationException">The process has as many files open as it may.</exception>
    public LinuxWakeUp()
    {
        const int CloseOnExec = 0x80000, NonBlocking = 0x800;
        _descriptor = Open(0, CloseOnExec | NonBlocking);
        if (_descriptor.IsInvalid)
        {
            throw new InvalidOperationException($"The system gives no event to wait for: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
        }
    }

    /// <inheritdoc cref="LinuxDescriptor.Number"/>
    public int Number => _descriptor.Number;

    // It can fail only when it is signalled already.
    public void Signal() => _ = Write(_descriptor, 1, sizeof(long));

    public void Reset() => _ = Read(_descriptor, out _, sizeof(long));

    public void Dispose() => _descriptor.Dispose();

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial LinuxDescriptor Open(uint count, int flags);

    [LibraryImport("libc", EntryPoint = "write")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Write(LinuxDescriptor descriptor, in long added, nint size);

    [LibraryImport("libc", EntryPoint = "read")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Read(LinuxDescriptor descriptor, out long count, nint size);
}
