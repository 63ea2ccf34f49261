using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace WsScaffold.Generated.Json;

/// <summary>A buffer for a message, in pooled memory.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public class PooledBuffer : IBufferWriter<byte>
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(1024);
    private int _length;

    internal PooledBuffer()
    {
    }

    /// <summary>The bytes written so far. Valid until the next write.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    internal int Capacity => _bytes.Length;

    /// <summary>Whether the content is secret and must be cleared before the memory returns to the pool.</summary>
    internal bool IsSecret { get; init; }

    private protected byte Last => _length == 0 ? (byte)0 : _bytes[_length - 1];

    /// <inheritdoc/>
    public void Advance(int count) => _length += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(_length);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsSpan(_length);
    }

    /// <summary>Clears the buffer.</summary>
    internal void Clear() => _length = 0;

    /// <summary>Returns the memory to the pool. The buffer is unusable afterwards.</summary>
    internal void Return()
    {
        var bytes = _bytes;
        (_bytes, _length) = ([], 0);
        ArrayPool<byte>.Shared.Return(bytes, IsSecret);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve(int count)
    {
        if (_bytes.Length - _length < count)
        {
            Grow(count);
        }
    }

    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + count, _bytes.Length * 2));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes, IsSecret);
        _bytes = larger;
    }
}
