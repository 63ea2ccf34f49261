using System.Runtime.InteropServices;

namespace WsScaffold.Net.Sockets;

/// <summary>
/// Ends a <see cref="LinuxPoll"/> from another thread: <see
/// href="https://man7.org/linux/man-pages/man2/eventfd.2.html">eventfd(2)</see>.
/// </summary>
internal sealed partial class LinuxWakeUp : IDisposable
{
    private readonly LinuxDescriptor _descriptor;

    /// <exception cref="InvalidOperationException">The process has reached its limit of open files.</exception>
    public LinuxWakeUp()
    {
        const int CloseOnExec = 0x80000, NonBlocking = 0x800;
        _descriptor = Open(0, CloseOnExec | NonBlocking);
        if (_descriptor.IsInvalid)
        {
            throw new InvalidOperationException(
                $"The system could not create an eventfd: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
        }
    }

    /// <inheritdoc cref="LinuxDescriptor.Number"/>
    public int Number => _descriptor.Number;

    // The write can only fail when the event is already signaled.
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
