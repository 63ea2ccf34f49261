using System.Net.Sockets;
using System.Text;

namespace ColdAndWarm.FakeLambda;

/// <summary>The server's side of one keep-alive HTTP/1.1 connection, on the blocking thread that owns it.</summary>
internal sealed class HttpConnection(Socket socket) : IDisposable
{
    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>Reads the next request; its memory is valid until the next call. False when the client closed the connection.</summary>
    public bool TryRead(out HttpRequest request)
    {
        request = default;
        int headLength;
        while ((headLength = Buffered.IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!Receive())
            {
                return false;
            }
        }

        headLength += 4;
        var contentLength = ContentLength(Buffered[..headLength]);
        while (_end - _start < headLength + contentLength)
        {
            if (!Receive())
            {
                return false;
            }
        }

        request = new HttpRequest(_buffer.AsMemory(_start, headLength), _buffer.AsMemory(_start + headLength, contentLength));
        _start += headLength + contentLength;
        return true;
    }

    public void Write(ReadOnlySpan<byte> response)
    {
        while (!response.IsEmpty)
        {
            response = response[socket.Send(response)..];
        }
    }

    public void Dispose() => socket.Dispose();

    private Span<byte> Buffered => _buffer.AsSpan(_start, _end - _start);

    private bool Receive()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_end == _buffer.Length)
        {
            var target = _start > 0 ? _buffer : new byte[_buffer.Length * 2];
            Buffered.CopyTo(target);
            (_buffer, _start, _end) = (target, 0, _end - _start);
        }

        var received = socket.Receive(_buffer.AsSpan(_end));
        _end += received;
        return received > 0;
    }

    private static int ContentLength(ReadOnlySpan<byte> head)
    {
        // Neither contender needs it: all their bodies have a known length.
        if (HttpRequest.Header(head, "Transfer-Encoding") is not null)
        {
            throw new InvalidDataException("The function sent a chunked body, which this server does not read.");
        }

        return HttpRequest.Header(head, "Content-Length") is { } length ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 0;
    }
}

/// <summary>One request: the head as received, up to and including the empty line, and the body.</summary>
internal readonly struct HttpRequest(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body)
{
    public ReadOnlyMemory<byte> Body => body;

    public string Method => Encoding.ASCII.GetString(head.Span[..head.Span.IndexOf((byte)' ')]);

    /// <summary>The request target as sent.</summary>
    public string Target
    {
        get
        {
            var afterMethod = head.Span[(head.Span.IndexOf((byte)' ') + 1)..];
            return Encoding.ASCII.GetString(afterMethod[..afterMethod.IndexOf((byte)' ')]);
        }
    }

    public string? Header(string name) => Header(head.Span, name);

    public static string? Header(ReadOnlySpan<byte> head, string name)
    {
        while (!head.IsEmpty)
        {
            var line = head[..head.IndexOf("\r\n"u8)];
            head = head[(line.Length + 2)..];
            if (line.Length > name.Length && line[name.Length] == ':' && Ascii.EqualsIgnoreCase(line[..name.Length], name))
            {
                return Encoding.ASCII.GetString(line[(name.Length + 1)..]).Trim();
            }
        }

        return null;
    }
}
