using System.Buffers;
using System.Text;
using CsCheck;
using WsScaffold.Net.Http;

namespace WsScaffold.Tests.Lambda;

public class RequestBufferTests
{
    [Fact]
    public void Holds_what_is_written_after_what_is_prepended() =>
        Gen.Select(Gen.Byte.Array[0, 900], Gen.Bool).Array[0, 30].Sample(
            steps =>
            {
                var buffer = new RequestBuffer();
                var expected = new List<byte>();
                foreach (var (bytes, prepend) in steps)
                {
                    if (prepend)
                    {
                        buffer.Prepend(bytes);
                        expected.InsertRange(0, bytes);
                    }
                    else
                    {
                        buffer.Write(bytes);
                        expected.AddRange(bytes);
                    }
                }

                Assert.Equal(expected, buffer.Written.ToArray());
            },
            iter: 500);

    [Fact]
    public void Gives_the_memory_of_a_giant_back_and_keeps_that_of_a_usual_answer()
    {
        var buffer = new RequestBuffer();
        buffer.Write(new byte[200_000]);
        var usual = buffer.Capacity;

        buffer.Clear();
        Assert.Equal(usual, buffer.Capacity);
        buffer.Write(new byte[6_000_000]);
        buffer.Clear();

        Assert.True(buffer.Capacity < usual);
        Assert.True(buffer.Written.IsEmpty);
    }

    [Fact]
    public void Takes_no_more_than_there_is_room_for()
    {
        var buffer = new RequestBuffer();

        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(buffer.GetMemory().Length + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.GetMemory(-1));
    }

    [Fact]
    public void Memory_and_span_are_at_least_as_long_as_asked_for()
    {
        var buffer = new RequestBuffer();

        Assert.NotEqual(0, buffer.GetSpan().Length);
        Assert.True(buffer.GetMemory(10_000).Length >= 10_000);
        Encoding.UTF8.GetBytes("text", buffer);

        Assert.Equal("text"u8, buffer.Written);
    }
}
