using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace WsScaffold.Net.Sockets;

/// <summary>A socket of the Linux kernel (<see href="https://man7.org/linux/man-pages/man7/socket.7.html">socket(7)</see>).</summary>
internal sealed partial class LinuxSocket : StreamSocket
{
    private readonly LinuxDescriptor _descriptor;

    public LinuxSocket(AddressFamily family, bool blocking)
    {
        const int StreamType = 1, CloseOnExec = 0x80000, NonBlocking = 0x800, Inet = 2, Inet6 = 10;
        _descriptor = OpenSocket(
            family == AddressFamily.InterNetworkV6 ? Inet6 : Inet,
            StreamType | CloseOnExec | (blocking ? 0 : NonBlocking),
            (int)ProtocolType.Tcp);
        ThrowIfFailed(_descriptor.IsInvalid ? -1 : 0);

        const int TcpLevel = 6, NoDelay = 1;
        ThrowIfFailed(SetOption(_descriptor, TcpLevel, NoDelay, 1, sizeof(int)));
    }

    /// <inheritdoc cref="LinuxDescriptor.Number"/>
    public int Number => _descriptor.Number;

    public override bool Connect(IPEndPoint endPoint)
    {
        var address = endPoint.Serialize();
        if (Connect(_descriptor, address.Buffer.Span, address.Size) == 0)
        {
            return true;
        }

        // An interrupted connect continues in the background, as a non-blocking one does.
        const int Interrupted = 4, InProgress = 115;
        return Marshal.GetLastPInvokeError() is Interrupted or InProgress ? false : throw Failure();
    }

    public override void EndConnect()
    {
        const int SocketLevel = 1, Error = 4;
        var length = sizeof(int);
        ThrowIfFailed(GetOption(_descriptor, SocketLevel, Error, out var error, ref length));
        if (error != 0)
        {
            throw Failure(error);
        }
    }

    public override int Send(ReadOnlySpan<byte> bytes)
    {
        // A closed peer must be an error of this call, not a signal to the process.
        const int NoSignal = 0x4000;
        nint count;
        do
        {
            count = Send(_descriptor, bytes, bytes.Length, NoSignal);
        }
        while (count < 0 && WasInterrupted());
        return Result(count);
    }

    public override int Receive(Span<byte> bytes)
    {
        nint count;
        do
        {
            count = Receive(_descriptor, bytes, bytes.Length, 0);
        }
        while (count < 0 && WasInterrupted());
        return Result(count);
    }

    public override void Wait(bool forWriting, TimeSpan atMost)
    {
        Span<LinuxPoll.Entry> entry = [new(Number, forWriting)];
        LinuxPoll.Wait(entry, atMost);
    }

    public override void Shutdown()
    {
        try
        {
            const int Both = 2;
            _ = Shutdown(_descriptor, Both);
        }
        catch (ObjectDisposedException)
        {
            // Already shut down.
        }
    }

    public override void Dispose() => _descriptor.Dispose();

    private static int Result(nint count)
    {
        const int TryAgain = 11;
        return count >= 0 ? (int)count
            : Marshal.GetLastPInvokeError() == TryAgain ? WouldBlock
            : throw Failure();
    }

    private static bool WasInterrupted()
    {
        const int Interrupted = 4;
        return Marshal.GetLastPInvokeError() == Interrupted;
    }

    private static void ThrowIfFailed(int result)
    {
        if (result < 0)
        {
            throw Failure();
        }
    }

    private static SocketException Failure() => Failure(Marshal.GetLastPInvokeError());

    // https://man7.org/linux/man-pages/man3/errno.3.html; the numbers are those of x64 and arm64.
    private static SocketException Failure(int errno)
    {
        var error = errno switch
        {
            101 => SocketError.NetworkUnreachable,
            104 => SocketError.ConnectionReset,
            110 => SocketError.TimedOut,
            111 => SocketError.ConnectionRefused,
            113 => SocketError.HostUnreachable,
            _ => SocketError.SocketError,
        };
        return new((int)error, Marshal.GetPInvokeErrorMessage(errno));
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial LinuxDescriptor OpenSocket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Connect(LinuxDescriptor socket, ReadOnlySpan<byte> address, int length);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Send(LinuxDescriptor socket, ReadOnlySpan<byte> bytes, nint count, int flags);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Receive(LinuxDescriptor socket, Span<byte> bytes, nint count, int flags);

    [LibraryImport("libc", EntryPoint = "shutdown", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Shutdown(LinuxDescriptor socket, int how);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetOption(LinuxDescriptor socket, int level, int name, in int value, int length);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetOption(LinuxDescriptor socket, int level, int name, out int value, ref int length);
}
