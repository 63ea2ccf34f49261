using System.Buffers;

namespace WsScaffold.Net.Http;

/// <summary>
/// Buffers the body of a request with room in front of it. The head contains the body's length, so it is written last, and
/// both are still sent in one piece.
/// </summary>
internal sealed class RequestBuffer : IBufferWriter<byte>
{
    /// <summary>A larger buffer is released after use. The limit fits an escaped WebSocket message of the maximum size.</summary>
    public const int KeptCapacity = 1024 * 1024;

    private const int HeadRoom = 512;
    private const int InitialCapacity = 4 * 1024;

    private byte[] _bytes = new byte[InitialCapacity];
    private int _start = HeadRoom;
    private int _end = HeadRoom;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(_start, _end - _start);

    public int Capacity => _bytes.Length;

    /// <summary>Clears the buffer and keeps its memory for the next request.</summary>
    public void Clear()
    {
        if (_bytes.Length > KeptCapacity)
        {
            _bytes = new byte[InitialCapacity];
        }

        _start = _end = HeadRoom;
    }

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - _end);
        _end += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_end);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_end);
    }

    /// <summary>Inserts bytes in front of the buffered ones.</summary>
    public void Prepend(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _start)
        {
            MoveTo(HeadRoom + bytes.Length, _bytes.Length + bytes.Length + HeadRoom);
        }

        _start -= bytes.Length;
        bytes.CopyTo(_bytes.AsSpan(_start));
    }

    private void Reserve(int sizeHint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        var size = Math.Max(sizeHint, 1);
        if (size > _bytes.Length - _end)
        {
            MoveTo(
                _start,
                checked((int)Math.Min(Math.Max(2L * _bytes.Length, (long)_end + size), Math.Max(Array.MaxLength, (long)_end + size))));
        }
    }

    private void MoveTo(int start, int capacity)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(capacity);
        Written.CopyTo(bytes.AsSpan(start));
        _end = start + Written.Length;
        _start = start;
        _bytes = bytes;
    }
}
