using System.Buffers;
using System.IO.Pipelines;
using CsCheck;
using WsScaffold.Gateway.Frames;
using WsScaffold.Gateway.Tests.Support;

namespace WsScaffold.Gateway.Tests.Frames;

public sealed class FrameReaderTests
{
    private static readonly Gen<(int Opcode, bool IsFinal, byte[] Payload)> _frame =
        Gen.Select(Gen.Int[0, 15], Gen.Bool, Gen.OneOf(Gen.Int[0, 300], Gen.OneOf(0, 1, 125, 126, 127, 65535, 65536)))
            .Select((opcode, isFinal, length) => (opcode, isFinal, Enumerable.Range(0, length).Select(index => (byte)index).ToArray()));

    [Fact]
    public async Task Frames_are_read_in_chunks_of_any_size() => await Gen.Select(_frame.Array[1, 4], Gen.Int[1, 5000]).SampleAsync(
        async (frames, chunk) =>
        {
            byte[] bytes = [.. frames.SelectMany(frame => RawClient.FrameBytes(frame.Opcode, frame.Payload, frame.IsFinal))];
            var reader = new FrameReader(PipeReader.Create(new Chunks(bytes, chunk)));
            foreach (var frame in frames)
            {
                var header = (await reader.ReadHeaderAsync(CancellationToken.None))!.Value;
                var payload = new ArrayBufferWriter<byte>();
                Assert.True(await reader.ReadPayloadAsync(header, payload, CancellationToken.None));

                Assert.Equal((frame.Opcode, frame.IsFinal, true), ((int)header.Opcode, header.IsFinal, header.IsMasked));
                Assert.Equal(frame.Payload, payload.WrittenMemory.ToArray());
            }

            Assert.Null(await reader.ReadHeaderAsync(CancellationToken.None));
        },
        iter: 300);

    [Fact]
    public async Task Reading_arbitrary_bytes_ends() => await Gen.Select(Gen.Byte.Array[0, 200], Gen.Int[1, 50]).SampleAsync(
        async (bytes, chunk) =>
        {
            var reader = new FrameReader(PipeReader.Create(new Chunks(bytes, chunk)));
            while (await reader.ReadHeaderAsync(CancellationToken.None) is { } header)
            {
                if (!await reader.SkipPayloadAsync(header, CancellationToken.None))
                {
                    break;
                }
            }
        },
        iter: 2_000);

    [Fact]
    public async Task The_end_of_the_stream_within_a_frame_is_detected()
    {
        var bytes = RawClient.FrameBytes(1, new byte[300]);
        for (var length = 1; length < bytes.Length; length += 50)
        {
            var reader = new FrameReader(PipeReader.Create(new MemoryStream(bytes, 0, length)));
            var header = await reader.ReadHeaderAsync(CancellationToken.None);

            var payload = new ArrayBufferWriter<byte>();
            Assert.True(header is null || !await reader.ReadPayloadAsync(header.Value, payload, CancellationToken.None));
        }
    }

    /// <summary>Returns a limited number of bytes per read, as a network does.</summary>
    private sealed class Chunks(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
