using System.Globalization;
using System.Net.Sockets;

namespace ColdAndWarm.FakeLambda;

/// <summary>The server side of one keep-alive HTTP/1.1 socket. It blocks the thread that uses it.</summary>
internal sealed class HttpSocket(Socket socket) : IDisposable
{
    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>Reads the next request, whose memory is valid until the next call.</summary>
    /// <returns>False if the client closed the socket.</returns>
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
        // The contenders send bodies of a known length only.
        if (HttpRequest.Header(head, "Transfer-Encoding") is not null)
        {
            throw new InvalidDataException("The function sent a chunked body, which this server does not read.");
        }

        return HttpRequest.Header(head, "Content-Length") is { } length ? int.Parse(length, CultureInfo.InvariantCulture) : 0;
    }
}
