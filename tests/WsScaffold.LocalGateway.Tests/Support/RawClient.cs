using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace WsScaffold.Gateway.Tests.Support;

/// <summary>A WebSocket client that can send arbitrary bytes and shows every received frame.</summary>
internal sealed class RawClient : IDisposable
{
    private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";
    private readonly TcpClient _tcp = new();
    private Stream _stream = Stream.Null;

    /// <summary>The status line and headers of the HTTP response.</summary>
    public string Head { get; private set; } = "";

    public int Status => int.Parse(Head.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    public static async Task<RawClient> ConnectAsync(Uri gateway, string? path = null, params string[] headers)
    {
        var client = await OpenAsync(gateway);
        var hasHost = headers.Any(header => header.StartsWith("Host:", StringComparison.Ordinal));
        await client.WriteLinesAsync([
            $"GET {path ?? gateway.AbsolutePath} HTTP/1.1",
            .. hasHost ? Array.Empty<string>() : [$"Host: {gateway.Authority}"],
            "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", $"Sec-WebSocket-Key: {Key}",
            .. headers, "", "",
        ]);
        await client.ReadHeadAsync();
        return client;
    }

    public static async Task<RawClient> OpenAsync(Uri gateway)
    {
        var client = new RawClient();
        await client._tcp.ConnectAsync(gateway.Host, gateway.Port, Patience.Token);
        client._stream = client._tcp.GetStream();
        return client;
    }

    public async Task WriteAsync(byte[] bytes) => await _stream.WriteAsync(bytes, Patience.Token);

    /// <summary>Writes lines of an HTTP request. Two empty lines at the end finish the head.</summary>
    public Task WriteLinesAsync(params string[] lines) => WriteAsync(Encoding.Latin1.GetBytes(string.Join("\r\n", lines)));

    public Task SendTextAsync(string text) => SendAsync(1, Encoding.UTF8.GetBytes(text));

    public Task SendAsync(int opcode, byte[] payload, bool isFinal = true) => WriteAsync(FrameBytes(opcode, payload, isFinal));

    public Task SendCloseAsync(int code, string reason)
    {
        var payload = new byte[2 + Encoding.UTF8.GetByteCount(reason)];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        Encoding.UTF8.GetBytes(reason, payload.AsSpan(2));
        return SendAsync(8, payload);
    }

    public static byte[] FrameBytes(int opcode, byte[] payload, bool isFinal = true)
    {
        byte[] mask = [0x12, 0x34, 0x56, 0x78];
        var masked = payload.Select((value, index) => (byte)(value ^ mask[index % 4]));
        return [.. HeaderBytes(opcode, (ulong)payload.Length, isFinal), .. mask, .. masked];
    }

    /// <summary>The header with the mask bit set, without the mask itself.</summary>
    public static byte[] HeaderBytes(int opcode, ulong length, bool isFinal = true)
    {
        var first = (byte)((isFinal ? 0x80 : 0) | opcode);
        if (length < 126)
        {
            return [first, (byte)(0x80 | (byte)length)];
        }

        var wide = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(wide, length);
        return length <= ushort.MaxValue ? [first, 0x80 | 126, .. wide[6..]] : [first, 0x80 | 127, .. wide];
    }

    /// <summary>Reads the next frame. Returns null if the gateway has closed the transport.</summary>
    public async Task<Frame?> ReadAsync()
    {
        var head = new byte[2];
        if (await _stream.ReadAtLeastAsync(head, 2, throwOnEndOfStream: false, Patience.Token) < 2)
        {
            return null;
        }

        var length = (ulong)(head[1] & 0x7F);
        if (length >= 126)
        {
            var wide = new byte[length == 126 ? 2 : 8];
            await _stream.ReadExactlyAsync(wide, Patience.Token);
            length = wide.Length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(wide) : BinaryPrimitives.ReadUInt64BigEndian(wide);
        }

        var payload = new byte[length];
        await _stream.ReadExactlyAsync(payload, Patience.Token);
        return new Frame((head[0] & 0x80) != 0, head[0] & 0x0F, payload);
    }

    public async Task<string> ReadTextAsync()
    {
        var frame = await ReadAsync();
        Assert.NotNull(frame);
        Assert.Equal(1, frame.Opcode);
        return frame.Text;
    }

    /// <summary>Reads until the gateway closes the transport.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var reader = new StreamReader(_stream, Encoding.UTF8, leaveOpen: true);
        return await reader.ReadToEndAsync(Patience.Token);
    }

    public async Task<byte[]> ReadBytesAsync(int count)
    {
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes, Patience.Token);
        return bytes;
    }

    /// <summary>Resets the transport, as the operating system does when a client crashes.</summary>
    public void Reset()
    {
        _tcp.Client.LingerState = new LingerOption(true, 0);
        _tcp.Close();
    }

    public void Dispose() => _tcp.Dispose();

    public async Task ReadHeadAsync()
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            await _stream.ReadExactlyAsync(one, Patience.Token);
            head.Add(one[0]);
        }

        Head = Encoding.Latin1.GetString([.. head]);
    }
}
