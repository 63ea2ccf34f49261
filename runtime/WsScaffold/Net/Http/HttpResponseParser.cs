using System.Buffers.Text;
using System.Text;

namespace WsScaffold.Net.Http;

/// <summary>
/// Reads one HTTP/1.1 response (<see href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</see>) from a buffer that
/// fills up, without a copy and without a socket of its own. The body stays where it was received; chunks are joined in place.
/// </summary>
/// <remarks>The result does not depend on how the bytes are split over calls.</remarks>
internal sealed class HttpResponseParser
{
    /// <summary>The limit of status line and headers together, including interim (1xx) responses.</summary>
    public const int MaxHeadLength = 64 * 1024;

    /// <summary>The limit of a body: well above Lambda's largest event (6 MB), well below the memory of the smallest function.</summary>
    public const int MaxBodyLength = 64 * 1024 * 1024;

    public const int MaxHeaders = 64;

    private const int SwitchingProtocols = 101;

    private readonly HeaderField[] _headers = new HeaderField[MaxHeaders];
    private int _headerCount;
    private Part _part;
    private int _partStart;
    private int _position;
    private int _scanned;
    private int _chunkLeft;
    private bool _http10;

    private enum Part
    {
        StatusLine,
        Headers,
        Body,
        BodyUntilClose,
        ChunkSize,
        Chunk,
        ChunkEnd,
        Trailers,
        Complete,
    }

    public int StatusCode { get; private set; }

    public int BodyStart { get; private set; }

    public int BodyLength { get; private set; }

    /// <summary>Whether the socket can be used for another request.</summary>
    public bool KeepAlive { get; private set; }

    /// <summary>Where the response ends in the buffer, once it is complete.</summary>
    public int End => _position;

    /// <summary>The minimum length that the buffer needs for the complete response, as far as it is known.</summary>
    public int Required => _part == Part.Body ? BodyStart + BodyLength : _position + 1;

    public void Reset()
    {
        _headerCount = _partStart = _position = _scanned = _chunkLeft = 0;
        _part = Part.StatusLine;
        StatusCode = BodyStart = BodyLength = 0;
        KeepAlive = false;
    }

    /// <summary>Continues reading.</summary>
    /// <param name="received">All bytes received since <see cref="Reset"/>, including those passed to earlier calls.</param>
    /// <returns>Whether the response is complete.</returns>
    /// <exception cref="InvalidResponseException">The bytes are not an HTTP response, or exceed a limit.</exception>
    public bool Advance(Span<byte> received)
    {
        while (Step(received))
        {
        }

        return _part == Part.Complete;
    }

    /// <summary>Call it when the peer has closed the socket. That ends a body without a length; any other response is incomplete.</summary>
    /// <exception cref="InvalidResponseException">The response is not complete.</exception>
    public void EndOfStream(int received)
    {
        if (_part == Part.BodyUntilClose)
        {
            BodyLength = received - BodyStart;
            Complete(received);
        }
        else if (_part != Part.Complete)
        {
            throw Invalid("is incomplete: the peer closed the socket");
        }
    }

    /// <summary>Finds the first header with a name. Case is ignored.</summary>
    public bool TryGetHeader(ReadOnlySpan<byte> received, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        foreach (ref readonly var header in _headers.AsSpan(0, _headerCount))
        {
            if (header.NameLength == name.Length && Ascii.EqualsIgnoreCase(header.Name(received), name))
            {
                value = header.Value(received);
                return true;
            }
        }

        value = default;
        return false;
    }

    // Returns whether the bytes received so far may contain more to parse.
    private bool Step(Span<byte> received) => _part switch
    {
        Part.StatusLine => ReadStatusLine(received),
        Part.Headers => ReadHeader(received),
        Part.Body => ReadBody(received),
        Part.BodyUntilClose => ReadUntilClose(received),
        Part.ChunkSize => ReadChunkSize(received),
        Part.Chunk => ReadChunk(received),
        Part.ChunkEnd => ReadChunkEnd(received),
        Part.Trailers => ReadTrailer(received),
        _ => false,
    };

    private bool ReadStatusLine(Span<byte> received)
    {
        if (!TryReadLine(received, out var line))
        {
            return false;
        }

        // HTTP/1.x, a space, three digits, then nothing or a space and any reason.
        var text = line.Of(received);
        if (text.Length < 12
            || !text.StartsWith("HTTP/1."u8)
            || text[7] is not ((byte)'0' or (byte)'1')
            || text[8] != ' '
            || !Utf8Parser.TryParse(text.Slice(9, 3), out ushort status, out var digits)
            || digits != 3
            || status < 100
            || (text.Length > 12 && text[12] != ' '))
        {
            throw Invalid("does not start with a status line");
        }

        _http10 = text[7] == '0';
        _headerCount = 0;
        StatusCode = status;
        _part = Part.Headers;
        return true;
    }

    private bool ReadHeader(Span<byte> received)
    {
        if (!TryReadLine(received, out var line))
        {
            return false;
        }

        var text = line.Of(received);
        if (text.IsEmpty)
        {
            EndHead(received);
        }
        else if (text[0] is (byte)' ' or (byte)'\t')
        {
            Unfold(received, line);
        }
        else
        {
            AddHeader(text, line.Start);
        }

        return true;
    }

    private void AddHeader(ReadOnlySpan<byte> line, int start)
    {
        var colon = line.IndexOf((byte)':');
        var name = colon < 0 ? default : line[..colon].TrimEnd(" \t"u8);
        if (name.IsEmpty || name.ContainsAnyExceptInRange((byte)'!', (byte)'~') || line.ContainsAny((byte)'\r', (byte)0))
        {
            throw Invalid("has an invalid header line");
        }

        if (_headerCount == MaxHeaders)
        {
            throw Invalid($"has more than {MaxHeaders} headers");
        }

        var value = line[(colon + 1)..].TrimStart(" \t"u8);
        var valueStart = start + line.Length - value.Length;
        _headers[_headerCount++] = new(start, name.Length, valueStart, value.TrimEnd(" \t"u8).Length);
    }

    // obs-fold: a value may continue on a line that starts with a blank (RFC 9112, 5.2). The line break is overwritten with blanks.
    private void Unfold(Span<byte> received, TextRange line)
    {
        if (_headerCount == 0 || line.Of(received).ContainsAny((byte)'\r', (byte)0))
        {
            throw Invalid("has an invalid header line");
        }

        ref var header = ref _headers[_headerCount - 1];
        var more = line.Of(received).Trim(" \t"u8);
        if (more.IsEmpty)
        {
            return;
        }

        var moreStart = line.Start + line.Of(received).IndexOfAnyExcept((byte)' ', (byte)'\t');
        var valueStart = header.ValueLength == 0 ? moreStart : header.ValueStart;
        received[(header.ValueStart + header.ValueLength)..moreStart].Fill((byte)' ');
        header = header with { ValueStart = valueStart, ValueLength = moreStart + more.Length - valueStart };
    }

    private void EndHead(ReadOnlySpan<byte> received)
    {
        if (StatusCode is < 200 and not SwitchingProtocols)
        {
            _part = Part.StatusLine;
            return;
        }

        BodyStart = _position;
        KeepAlive = !HasConnectionOption(received, "close"u8) && (!_http10 || HasConnectionOption(received, "keep-alive"u8));
        if (StatusCode is 204 or 304)
        {
            Complete(_position);
        }
        else if (IsChunked(received))
        {
            StartPart(Part.ChunkSize);
        }
        else if (TryGetContentLength(received, out var length))
        {
            BodyLength = length;
            _part = Part.Body;
        }
        else
        {
            KeepAlive = false;
            _part = Part.BodyUntilClose;
        }
    }

    private bool IsChunked(ReadOnlySpan<byte> received)
    {
        var chunked = false;
        foreach (ref readonly var header in _headers.AsSpan(0, _headerCount))
        {
            if (Ascii.EqualsIgnoreCase(header.Name(received), "Transfer-Encoding"u8))
            {
                chunked = !chunked && Ascii.EqualsIgnoreCase(header.Value(received), "chunked"u8)
                    ? true
                    : throw Invalid("has a transfer encoding other than chunked");
            }
        }

        return chunked;
    }

    private bool TryGetContentLength(ReadOnlySpan<byte> received, out int length)
    {
        length = -1;
        foreach (ref readonly var header in _headers.AsSpan(0, _headerCount))
        {
            if (!Ascii.EqualsIgnoreCase(header.Name(received), "Content-Length"u8))
            {
                continue;
            }

            var value = header.Value(received);
            if (value.IsEmpty
                || value.ContainsAnyExceptInRange((byte)'0', (byte)'9')
                || !Utf8Parser.TryParse(value, out uint parsed, out _)
                || parsed > MaxBodyLength
                || (length >= 0 && parsed != length))
            {
                throw Invalid($"has no usable content length (at most {MaxBodyLength} bytes)");
            }

            length = (int)parsed;
        }

        return length >= 0;
    }

    private bool HasConnectionOption(ReadOnlySpan<byte> received, ReadOnlySpan<byte> option)
    {
        foreach (ref readonly var header in _headers.AsSpan(0, _headerCount))
        {
            if (!Ascii.EqualsIgnoreCase(header.Name(received), "Connection"u8))
            {
                continue;
            }

            var value = header.Value(received);
            foreach (var part in value.Split((byte)','))
            {
                if (Ascii.EqualsIgnoreCase(value[part].Trim(" \t"u8), option))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool ReadBody(ReadOnlySpan<byte> received)
    {
        var end = BodyStart + BodyLength;
        if (received.Length >= end)
        {
            Complete(end);
        }

        return false;
    }

    private bool ReadUntilClose(ReadOnlySpan<byte> received) => received.Length - BodyStart > MaxBodyLength ? throw TooLong() : false;

    private bool ReadChunkSize(Span<byte> received)
    {
        if (!TryReadLine(received, out var line))
        {
            return false;
        }

        var text = line.Of(received);
        var extension = text.IndexOf((byte)';');
        var digits = (extension < 0 ? text : text[..extension]).Trim(" \t"u8);
        if (!Utf8Parser.TryParse(digits, out uint size, out var consumed, 'x') || consumed != digits.Length)
        {
            throw Invalid("has a chunk without a valid size");
        }

        if (size > MaxBodyLength - BodyLength)
        {
            throw TooLong();
        }

        _chunkLeft = (int)size;
        StartPart(size == 0 ? Part.Trailers : Part.Chunk);
        return true;
    }

    private bool ReadChunk(Span<byte> received)
    {
        var bytes = received.Slice(_position, Math.Min(_chunkLeft, received.Length - _position));
        bytes.CopyTo(received[(BodyStart + BodyLength)..]);
        BodyLength += bytes.Length;
        _chunkLeft -= bytes.Length;
        _position += bytes.Length;
        if (_chunkLeft > 0)
        {
            return false;
        }

        StartPart(Part.ChunkEnd);
        return true;
    }

    private bool ReadChunkEnd(Span<byte> received)
    {
        // Two bytes are enough to decide; no need to wait for a whole line.
        var rest = received[_position..];
        if (rest.IsEmpty || (rest.Length == 1 && rest[0] == '\r'))
        {
            return false;
        }

        var lineBreak = rest[0] == '\n' ? 1 : rest.StartsWith("\r\n"u8) ? 2 : throw Invalid("has a chunk that is longer than its size");
        _position += lineBreak;
        StartPart(Part.ChunkSize);
        return true;
    }

    private bool ReadTrailer(Span<byte> received)
    {
        if (!TryReadLine(received, out var line))
        {
            return false;
        }

        if (line.Length > 0)
        {
            return true;
        }

        Complete(_position);
        return false;
    }

    private void StartPart(Part part)
    {
        _part = part;
        _partStart = _scanned = _position;
    }

    private void Complete(int end)
    {
        _position = end;
        _part = Part.Complete;
    }

    // A line ends with LF; a CR before it belongs to the line break (RFC 9112, 2.2).
    private bool TryReadLine(ReadOnlySpan<byte> received, out TextRange line)
    {
        var lineFeed = received[_scanned..].IndexOf((byte)'\n');
        var end = lineFeed < 0 ? received.Length : _scanned + lineFeed + 1;
        if (end - _partStart > MaxHeadLength)
        {
            throw Invalid($"has a head of more than {MaxHeadLength} bytes");
        }

        _scanned = end;
        if (lineFeed < 0)
        {
            line = default;
            return false;
        }

        var length = end - 1 - _position;
        line = new(_position, length > 0 && received[end - 2] == '\r' ? length - 1 : length);
        _position = end;
        return true;
    }

    private static InvalidResponseException TooLong() => Invalid($"has a body of more than {MaxBodyLength} bytes");

    private static InvalidResponseException Invalid(string fault) => new(fault);

    private readonly record struct TextRange(int Start, int Length)
    {
        public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> received) => received.Slice(Start, Length);
    }

    private readonly record struct HeaderField(int NameStart, int NameLength, int ValueStart, int ValueLength)
    {
        public ReadOnlySpan<byte> Name(ReadOnlySpan<byte> received) => received.Slice(NameStart, NameLength);

        public ReadOnlySpan<byte> Value(ReadOnlySpan<byte> received) => received.Slice(ValueStart, ValueLength);
    }
}
