using System.Net;
using System.Net.Sockets;
using System.Text;
using WsScaffold.Net.Sockets;

namespace WsScaffold.Tests.Lambda;

/// <summary>Both kinds of socket do the same, so that what runs on Linux is what runs elsewhere.</summary>
public sealed class StreamSocketTests : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public StreamSocketTests() => _listener.Start();

    public enum Kind
    {
        Linux,
        Framework,
    }

    private IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public void Dispose() => _listener.Dispose();

    [Theory]
    [InlineData(Kind.Linux)]
    [InlineData(Kind.Framework)]
    public void Bytes_go_both_ways_and_the_end_is_seen(Kind kind)
    {
        using var socket = Create(kind, blocking: true);
        Assert.True(socket.Connect(EndPoint));
        using var peer = _listener.AcceptSocket();

        Assert.Equal(4, socket.Send("ping"u8));
        Assert.Equal("ping", Receive(peer, 4));

        peer.Send("pong"u8);
        Span<byte> received = stackalloc byte[16];
        Assert.Equal(4, socket.Receive(received));
        Assert.Equal("pong", Encoding.ASCII.GetString(received[..4]));

        peer.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, socket.Receive(received));
    }

    [Theory]
    [InlineData(Kind.Linux)]
    [InlineData(Kind.Framework)]
    public void One_that_does_not_block_says_that_it_would(Kind kind)
    {
        using var socket = Create(kind, blocking: false);
        if (!socket.Connect(EndPoint))
        {
            socket.Wait(forWriting: true, _patience);
            socket.EndConnect();
        }

        using var peer = _listener.AcceptSocket();
        var buffer = new byte[1024 * 1024];
        Assert.Equal(StreamSocket.WouldBlock, socket.Receive(buffer));

        while (socket.Send(buffer) != StreamSocket.WouldBlock)
        {
        }

        peer.Send("more"u8);
        socket.Wait(forWriting: false, _patience);
        Assert.Equal(4, socket.Receive(buffer));
    }

    [Theory]
    [InlineData(Kind.Linux)]
    [InlineData(Kind.Framework)]
    public void Where_nobody_listens_the_connection_is_refused(Kind kind)
    {
        var endPoint = EndPoint;
        _listener.Stop();
        using var socket = Create(kind, blocking: true);

        var refused = Assert.Throws<SocketException>(() => socket.Connect(endPoint));

        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
        Assert.Contains("refused", refused.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(Kind.Linux)]
    [InlineData(Kind.Framework)]
    public void A_refusal_that_comes_later_is_one_too(Kind kind)
    {
        var endPoint = EndPoint;
        _listener.Stop();
        using var socket = Create(kind, blocking: false);

        var refused = Assert.Throws<SocketException>(() =>
        {
            if (!socket.Connect(endPoint))
            {
                socket.Wait(forWriting: true, _patience);
                socket.EndConnect();
            }
        });

        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
    }

    [Theory]
    [InlineData(Kind.Linux)]
    [InlineData(Kind.Framework)]
    public async Task A_shutdown_ends_a_wait_on_another_thread(Kind kind)
    {
        using var socket = Create(kind, blocking: true);
        Assert.True(socket.Connect(EndPoint));
        using var peer = _listener.AcceptSocket();
        var receiving = Task.Factory.StartNew(
            () => socket.Receive(new byte[1]),
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );

        socket.Shutdown();

        Assert.Equal(0, await receiving.WaitAsync(_patience, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(Kind.Linux)]
    [InlineData(Kind.Framework)]
    public void Writing_to_a_peer_that_is_gone_is_an_error_and_no_signal(Kind kind)
    {
        using var socket = Create(kind, blocking: true);
        Assert.True(socket.Connect(EndPoint));
        using (var peer = _listener.AcceptSocket())
        {
            peer.LingerState = new(enable: true, seconds: 0);
        }

        void Send()
        {
            while (true)
            {
                socket.Send(new byte[1024]);
            }
        }

        Assert.Throws<SocketException>(Send);
    }

    [Theory]
    [InlineData(Kind.Linux)]
    [InlineData(Kind.Framework)]
    public void A_shutdown_is_harmless_before_and_after(Kind kind)
    {
        var socket = Create(kind, blocking: true);
        socket.Shutdown();
        socket.Dispose();
        socket.Shutdown();
        socket.Dispose();

        Assert.Throws<ObjectDisposedException>(() => socket.Send("late"u8));
    }

    [Fact]
    public void IPv6_addresses_are_connected_to()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "IPv6 is not available here.");
        using var listener = new TcpListener(IPAddress.IPv6Loopback, 0);
        listener.Start();
        using var socket = StreamSocket.Create(AddressFamily.InterNetworkV6, blocking: true);

        Assert.True(socket.Connect((IPEndPoint)listener.LocalEndpoint));
        using var peer = listener.AcceptSocket();
        Assert.Equal(2, socket.Send("v6"u8));
        Assert.Equal("v6", Receive(peer, 2));
    }

    private static StreamSocket Create(Kind kind, bool blocking)
    {
        Assert.SkipUnless(kind != Kind.Linux || OperatingSystem.IsLinux(), "This kind is for Linux.");
        return kind == Kind.Linux
            ? new LinuxSocket(AddressFamily.InterNetwork, blocking)
            : new FrameworkSocket(AddressFamily.InterNetwork, blocking);
    }

    private static string Receive(Socket peer, int count)
    {
        var buffer = new byte[count];
        for (var received = 0; received < count;)
        {
            received += peer.Receive(buffer.AsSpan(received));
        }

        return Encoding.ASCII.GetString(buffer);
    }
}
