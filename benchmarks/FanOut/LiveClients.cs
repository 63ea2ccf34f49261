using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace FanOut;

/// <summary>Many clients in one process, each with a socket and a small buffer. They are controlled through standard input.</summary>
internal static class LiveClients
{
    private const int MaxConcurrency = 64;
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(Uri url, int count)
    {
        var started = Stopwatch.GetTimestamp();
        var clients = new LiveClient[count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency };
        await Parallel.ForAsync(0, count, options, async (i, _) => clients[i] = await LiveClient.ConnectAsync(url));
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
                Console.WriteLine($"{killed} lost without a close frame");
                continue;
            }

            // Wait until every client has received the message, then a moment longer to see whether a client receives it twice.
            var waiting = Stopwatch.GetTimestamp();
            while (live.ToArray().Any(static client => client.Received == 0) && Stopwatch.GetElapsedTime(waiting) < _timeout)
            {
                await Task.Delay(100);
            }

            await Task.Delay(1_000);
            var counts = live.ToArray();
            Console.WriteLine(Report(
                once: counts.Count(static client => client.Received == 1),
                missed: counts.Count(static client => client.Received == 0),
                twice: counts.Count(static client => client.Received > 1)));
        }

        return 0;
    }

    public static string Report(int once, int missed, int twice) =>
        $"{once} received it once, {missed} missed it, {twice} received it twice";

    [SuppressMessage("Design", "CA1001", Justification = "The client is used until the process ends.")]
    private sealed class LiveClient
    {
        private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private readonly byte[] _buffer = new byte[512];
        private int _received;

        public int Received => Volatile.Read(ref _received);

        public static async Task<LiveClient> ConnectAsync(Uri url)
        {
            var client = new LiveClient();
            await client._socket.ConnectAsync(url.Host, url.Port);
            await client._socket.SendAsync(Encoding.ASCII.GetBytes(string.Join(
                "\r\n",
                $"GET {url.AbsolutePath} HTTP/1.1", $"Host: {url.Authority}", "Connection: Upgrade", "Upgrade: websocket",
                "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "", "")));
            var length = 0;
            while (client._buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
            {
                var received = await client._socket.ReceiveAsync(client._buffer.AsMemory(length));
                length += received > 0
                    ? received
                    : throw new IOException($"The handshake ended early: {Encoding.ASCII.GetString(client._buffer, 0, length)}");
            }

            if (!client._buffer.AsSpan().StartsWith("HTTP/1.1 101"u8))
            {
                throw new IOException(Encoding.ASCII.GetString(client._buffer, 0, length));
            }

            _ = client.ListenAsync();
            return client;
        }

        public void Kill() => _socket.Close(0);

        // Only supports short frames, whose header has two bytes. The second one is the length of the payload.
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
                            Interlocked.Increment(ref _received);
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
