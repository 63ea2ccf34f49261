using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace FanOut;

/// <summary>Many clients in one process: a socket and a small buffer each. Told what to do on standard input.</summary>
internal static class LiveClients
{
    private const int AtOnce = 64;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(Uri url, int count)
    {
        var started = Stopwatch.GetTimestamp();
        var clients = new LiveClient[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) => clients[i] = await LiveClient.ConnectAsync(url));
        Console.WriteLine($"{count} connected in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");

        var live = clients.AsMemory();
        while (Console.ReadLine() is { } command and not "end")
        {
            if (command.StartsWith("kill ", StringComparison.Ordinal))
            {
                var killed = int.Parse(command.AsSpan(5), CultureInfo.InvariantCulture);
                foreach (var client in clients.AsSpan(0, killed))
                {
                    client.Kill();
                }

                live = live[killed..];
                Console.WriteLine($"{killed} died without a close frame");
                continue;
            }

            // Who missed it is waited for; then everybody a moment longer, for who might hear it twice.
            var waiting = Stopwatch.GetTimestamp();
            while (live.ToArray().Any(static client => client.Heard == 0) && Stopwatch.GetElapsedTime(waiting) < _patience)
            {
                await Task.Delay(100);
            }

            await Task.Delay(1_000);
            var heard = live.ToArray();
            Console.WriteLine($"{heard.Count(static client => client.Heard == 1)} heard it once, {heard.Count(static client => client.Heard == 0)} missed it, {heard.Count(static client => client.Heard > 1)} heard it twice");
        }

        return 0;
    }

    [SuppressMessage("Design", "CA1001", Justification = "It lives as long as the process.")]
    private sealed class LiveClient
    {
        private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private readonly byte[] _buffer = new byte[512];
        private int _heard;

        public int Heard => Volatile.Read(ref _heard);

        public static async Task<LiveClient> ConnectAsync(Uri url)
        {
            var client = new LiveClient();
            await client._socket.ConnectAsync(url.Host, url.Port);
            await client._socket.SendAsync(Encoding.ASCII.GetBytes(
                $"GET {url.AbsolutePath} HTTP/1.1\r\nHost: {url.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
            var length = 0;
            while (client._buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
            {
                var received = await client._socket.ReceiveAsync(client._buffer.AsMemory(length));
                length += received > 0 ? received : throw new IOException($"The handshake ended early: {Encoding.ASCII.GetString(client._buffer, 0, length)}");
            }

            if (!client._buffer.AsSpan().StartsWith("HTTP/1.1 101"u8))
            {
                throw new IOException(Encoding.ASCII.GetString(client._buffer, 0, length));
            }

            _ = client.ListenAsync();
            return client;
        }

        public void Kill() => _socket.Close(0);

        // Short text frames only: two bytes of header, then as many as the second says.
        private async Task ListenAsync()
        {
            var length = 0;
            try
            {
                while (await _socket.ReceiveAsync(_buffer.AsMemory(length)) is > 0 and var received)
                {
                    length += received;
                    while (length >= 2 && length >= 2 + _buffer[1])
                    {
                        var frame = 2 + _buffer[1];
                        if ((_buffer[0] & 0x0f) == 1)
                        {
                            Interlocked.Increment(ref _heard);
                        }

                        _buffer.AsSpan(frame, length - frame).CopyTo(_buffer);
                        length -= frame;
                    }
                }
            }
            catch (Exception end) when (end is SocketException or ObjectDisposedException)
            {
            }
        }
    }
}
