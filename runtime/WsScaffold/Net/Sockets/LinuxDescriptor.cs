using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace WsScaffold.Net.Sockets;

/// <summary>An open file of the Linux kernel.</summary>
/// <remarks>
/// Calls in progress are counted: if one thread closed the descriptor during another thread's call, its number could be reused for
/// another file.
/// </remarks>
internal sealed partial class LinuxDescriptor() : SafeHandleMinusOneIsInvalid(ownsHandle: true)
{
    /// <summary>The descriptor's number for <see cref="LinuxPoll"/>. Valid until it is disposed.</summary>
    public int Number => (int)handle;

    protected override bool ReleaseHandle() => Close(handle) == 0;

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(nint descriptor);
}
