using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;

namespace WsScaffold.Gateway.Frames;

/// <summary>
/// Reads the frames of a client. <see cref="System.Net.WebSockets.WebSocket"/> hides where frames begin and end, but API Gateway
/// limits the size of each frame: a frame that is too big is rejected by its header, before its payload is read.
/// </summary>
internal sealed class FrameReader(PipeReader input)
{
    private const int ShortestHeader = 2;
    private const byte Length16 = 126;
    private const byte Length64 = 127;

    /// <summary>Reads the next header.</summary>
    /// <returns>The header, or <see langword="null"/> at the end of the stream.</returns>
    public async ValueTask<FrameHeader?> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        var needed = ShortestHeader;
        while (true)
        {
            var read = await input.ReadAtLeastAsync(needed, cancellationToken).ConfigureAwait(false);
            if (read.Buffer.Length < needed)
            {
                input.AdvanceTo(read.Buffer.End);
                return null;
            }

            var length = HeaderLength(read.Buffer);
            if (read.Buffer.Length >= length)
            {
                var header = Parse(read.Buffer.Slice(0, length).ToArray());
                input.AdvanceTo(read.Buffer.GetPosition(length));
                return header;
            }

            needed = length;
            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Reads and unmasks the payload of the frame whose header was read last.</summary>
    /// <returns><see langword="false"/> if the stream ends within the payload.</returns>
    public async ValueTask<bool> ReadPayloadAsync(FrameHeader header, IBufferWriter<byte> destination, CancellationToken cancellationToken)
    {
        var length = (int)header.Length;
        if (length == 0)
        {
            // A read of zero bytes would still wait for the next frame.
            return true;
        }

        var read = await input.ReadAtLeastAsync(length, cancellationToken).ConfigureAwait(false);
        if (read.Buffer.Length < length)
        {
            input.AdvanceTo(read.Buffer.End);
            return false;
        }

        var payload = destination.GetSpan(length)[..length];
        var masked = read.Buffer.Slice(0, length);
        masked.CopyTo(payload);
        Unmask(payload, header.Mask);
        destination.Advance(length);
        input.AdvanceTo(masked.End);
        return true;
    }

    /// <summary>Skips the payload of the frame whose header was read last.</summary>
    /// <returns><see langword="false"/> if the stream ends within the payload.</returns>
    public async ValueTask<bool> SkipPayloadAsync(FrameHeader header, CancellationToken cancellationToken)
    {
        for (var left = header.Length; left > 0;)
        {
            var read = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            var skipped = Math.Min((ulong)read.Buffer.Length, left);
            left -= skipped;
            input.AdvanceTo(read.Buffer.GetPosition((long)skipped));
            if (read.IsCompleted && left > 0)
            {
                return false;
            }
        }

        return true;
    }

    private static int HeaderLength(ReadOnlySequence<byte> buffer)
    {
        var second = buffer.FirstSpan.Length > 1 ? buffer.FirstSpan[1] : buffer.Slice(1).FirstSpan[0];
        var extended = (second & 0x7F) switch { Length16 => sizeof(ushort), Length64 => sizeof(ulong), _ => 0 };
        var mask = (second & 0x80) != 0 ? sizeof(uint) : 0;
        return ShortestHeader + extended + mask;
    }

    private static FrameHeader Parse(ReadOnlySpan<byte> bytes)
    {
        var isMasked = (bytes[1] & 0x80) != 0;
        var length = (bytes[1] & 0x7F) switch
        {
            Length16 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            Length64 => BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]),
            var shortLength => (ulong)shortLength,
        };

        return new FrameHeader(
            (Opcode)(bytes[0] & 0x0F),
            IsFinal: (bytes[0] & 0x80) != 0,
            HasReservedBits: (bytes[0] & 0x70) != 0,
            isMasked,
            isMasked ? BinaryPrimitives.ReadUInt32BigEndian(bytes[^sizeof(uint)..]) : 0,
            length);
    }

    private static void Unmask(Span<byte> payload, uint mask)
    {
        for (var index = 0; index < payload.Length; index++)
        {
            payload[index] ^= (byte)(mask >> (8 * (3 - (index & 3))));
        }
    }
}
