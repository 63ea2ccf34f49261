using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace WsScaffold.Net.Sockets;

/// <summary>An open file of the Linux kernel.</summary>
/// <remarks>It counts the calls that use it: closed by one thread while another is in a call, its number could be another file's.</remarks>
internal sealed partial class LinuxDescriptor() : SafeHandleMinusOneIsInvalid(ownsHandle: true)
{
    /// <summary>What it is called in a <see cref="LinuxPoll"/>, until it is disposed.</summary>
    public int Number => (int)handle;

    protected override bool ReleaseHandle() => Close(handle) == 0;

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(nint descriptor);
}
