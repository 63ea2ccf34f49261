using System.Buffers.Binary;
using System.IO.Pipelines;

namespace WsScaffold.Gateway.Frames;

/// <summary>
/// Writes the gateway's frames: unmasked, with payloads of at most <paramref name="largestPayload"/> bytes. A longer message is
/// split into several frames.
/// </summary>
internal sealed class FrameWriter(PipeWriter output, int largestPayload)
{
    private const int LongestHeader = 10;

    public async ValueTask WriteAsync(Opcode opcode, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        do
        {
            var part = payload[..Math.Min(payload.Length, largestPayload)];
            payload = payload[part.Length..];
            // Header and payload together, so that a frame leaves in one write.
            WriteFrame(opcode, isFinal: payload.IsEmpty, part.Span);
            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
            opcode = Opcode.Continuation;
        }
        while (!payload.IsEmpty);
    }

    private void WriteFrame(Opcode opcode, bool isFinal, ReadOnlySpan<byte> payload)
    {
        var frame = output.GetSpan(LongestHeader + payload.Length);
        var header = WriteHeader(frame, opcode, isFinal, payload.Length);
        payload.CopyTo(frame[header..]);
        output.Advance(header + payload.Length);
    }

    private static int WriteHeader(Span<byte> frame, Opcode opcode, bool isFinal, int length)
    {
        frame[0] = (byte)((isFinal ? 0x80 : 0) | (byte)opcode);
        if (length < 126)
        {
            frame[1] = (byte)length;
            return 2;
        }

        if (length <= ushort.MaxValue)
        {
            frame[1] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(frame[2..], (ushort)length);
            return 4;
        }

        frame[1] = 127;
        BinaryPrimitives.WriteUInt64BigEndian(frame[2..], (ulong)length);
        return LongestHeader;
    }
}
