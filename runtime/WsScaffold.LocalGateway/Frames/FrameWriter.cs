using System.Buffers.Binary;

namespace WsScaffold.Gateway.Frames;

/// <summary>Writes the frames of the server: unmasked, a message in frames of at most <paramref name="largestPayload"/> bytes.</summary>
internal sealed class FrameWriter(Stream output, int largestPayload)
{
    private const int LongestHeader = 10;
    private readonly byte[] _header = new byte[LongestHeader];

    public async ValueTask WriteAsync(Opcode opcode, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        do
        {
            var part = payload[..Math.Min(payload.Length, largestPayload)];
            payload = payload[part.Length..];
            var header = WriteHeader(opcode, isFinal: payload.IsEmpty, part.Length);
            await output.WriteAsync(_header.AsMemory(0, header), cancellationToken).ConfigureAwait(false);
            await output.WriteAsync(part, cancellationToken).ConfigureAwait(false);
            opcode = Opcode.Continuation;
        }
        while (!payload.IsEmpty);

        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private int WriteHeader(Opcode opcode, bool isFinal, int length)
    {
        _header[0] = (byte)((isFinal ? 0x80 : 0) | (byte)opcode);
        if (length < 126)
        {
            _header[1] = (byte)length;
            return 2;
        }

        if (length <= ushort.MaxValue)
        {
            _header[1] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(_header.AsSpan(2), (ushort)length);
            return 4;
        }

        _header[1] = 127;
        BinaryPrimitives.WriteUInt64BigEndian(_header.AsSpan(2), (ulong)length);
        return LongestHeader;
    }
}
