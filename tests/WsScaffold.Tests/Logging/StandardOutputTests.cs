using System.IO.Pipes;
using System.Net;
using System.Net.Sockets;
using System.Text;
using WsScaffold.Lambda.Logging;

namespace WsScaffold.Tests.Logging;

public class StandardOutputTests
{
    // What a pipe holds on Linux before a writer waits.
    private const int PipeCapacity = 64 * 1024;

    [Fact]
    public async Task Lines_of_several_threads_come_whole_even_beyond_what_a_pipe_holds()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file descriptors.");
        using var reader = new AnonymousPipeServerStream(PipeDirection.In);
        var writer = new AnonymousPipeClientStream(PipeDirection.Out, reader.ClientSafePipeHandle);
        var output = new StandardOutput((int)writer.SafePipeHandle.DangerousGetHandle());
        var lines = Enumerable.Range(0, 26).Select(i => new string((char)('a' + i), (PipeCapacity / 10 * i) + 1) + "\n").ToArray();

        var writing = Task.Run(
            () =>
            {
                Parallel.ForEach(lines, line => output.Write(Encoding.ASCII.GetBytes(line)));
                writer.Dispose();
            },
            TestContext.Current.CancellationToken);
        using var text = new StreamReader(reader);
        var received = await text.ReadToEndAsync(TestContext.Current.CancellationToken);
        await writing;

        Assert.Equal(lines, received.Split('\n')[..^1].Select(line => line + "\n").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_line_comes_whole_through_a_descriptor_that_does_not_block()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file descriptors.");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var writer = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await writer.ConnectAsync(listener.LocalEndpoint, TestContext.Current.CancellationToken);
        using var reader = new NetworkStream(await listener.AcceptSocketAsync(TestContext.Current.CancellationToken), ownsSocket: true);
        writer.Blocking = false;
        var line = new string('x', 20_000_000) + "\n";

        var writing = Task.Run(
            () =>
            {
                new StandardOutput((int)writer.Handle).Write(Encoding.ASCII.GetBytes(line));
                writer.Dispose();
            },
            TestContext.Current.CancellationToken);
        using var text = new StreamReader(reader);
        var received = await text.ReadToEndAsync(TestContext.Current.CancellationToken);
        await writing;

        Assert.Equal(line, received);
    }

    [Fact]
    public void A_line_that_nobody_reads_is_dropped()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file descriptors.");
        using var writer = new AnonymousPipeServerStream(PipeDirection.Out);
        new AnonymousPipeClientStream(PipeDirection.In, writer.ClientSafePipeHandle).Dispose();

        var exception = Record.Exception(() => new StandardOutput((int)writer.SafePipeHandle.DangerousGetHandle()).Write("line\n"u8));

        Assert.Null(exception);
    }
}
