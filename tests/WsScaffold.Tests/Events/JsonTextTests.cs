using System.Text;
using System.Text.Json;
using CsCheck;
using WsScaffold.Json.Scanning;

namespace WsScaffold.Tests.Events;

public sealed class JsonTextTests
{
    [Fact]
    public void A_text_is_unescaped_as_the_reader_does_it() =>
        Pieces(
                "a",
                "lorem ipsum dolor sit amet",
                "\\\"",
                "\\\\",
                "\\/",
                "\\b",
                "\\f",
                "\\n",
                "\\r",
                "\\t",
                "\\u00e9",
                "\\ud83d\\ude00",
                "\\ud83d",
                "é",
                "😀"
            )
            .Sample(
                text =>
                {
                    var json = Encoding.UTF8.GetBytes($"\"{text}\"");
                    var (isText, bytes) = Unescape(json);

                var (isExpectedText, expected) = ReadString(json);
                Assert.Equal(isExpectedText, isText);
                Assert.Equal(expected, bytes);
            },
            iter: 10_000);

    [Fact]
    public void A_text_with_an_escape_and_bytes_that_are_no_UTF_8_is_none()
    {
        var (isText, bytes) = Unescape([(byte)'"', (byte)'\\', (byte)'n', 0xFF, (byte)'"']);

        Assert.False(isText);
        Assert.Empty(bytes);
    }

    private static Gen<string> Pieces(params string[] pieces) =>
        Gen.Int[0, pieces.Length - 1].Select(index => pieces[index]).Array[0, 12].Select(string.Concat);

    private static (bool IsText, byte[] Bytes) Unescape(byte[] json)
    {
        var buffer = new byte[json.Length];
        var isText = new JsonText(1, json.Length - 2, true).TryUnescape(json, buffer, out var written);
        return (isText, buffer[..written]);
    }

    private static (bool IsText, byte[] Bytes) ReadString(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        try
        {
            return (true, Encoding.UTF8.GetBytes(reader.GetString()!));
        }
        catch (InvalidOperationException)
        {
            return (false, []);
        }
    }
}
