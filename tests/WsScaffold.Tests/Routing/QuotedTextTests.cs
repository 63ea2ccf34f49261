using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsCheck;
using WsScaffold.Dispatch;

namespace WsScaffold.Tests.Routing;

public sealed class QuotedTextTests
{
    [Fact]
    public void Printable_ASCII_is_quoted_as_the_writer_does_it() =>
        Gen.Char[' ', '~'].Array[0, 100].Select(static characters => new string(characters)).Sample(
            text =>
            {
                var destination = new ArrayBufferWriter<byte>();

                Assert.True(QuotedText.TryWrite(destination, "<"u8, Encoding.ASCII.GetBytes(text), ">"u8));
                Assert.Equal($"<{Written(text)}>", Encoding.ASCII.GetString(destination.WrittenSpan));
            },
            iter: 10_000);

    [Theory]
    [InlineData("\n")]
    [InlineData("\u007f")]
    [InlineData("é")]
    public void Anything_else_is_left_to_the_writer(string text)
    {
        var destination = new ArrayBufferWriter<byte>();

        Assert.False(QuotedText.TryWrite(destination, "<"u8, Encoding.UTF8.GetBytes(text), ">"u8));
        Assert.Equal(0, destination.WrittenCount);
    }

    private static string Written(string text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStringValue(text);
        }

        return Encoding.ASCII.GetString(buffer.WrittenSpan);
    }
}
