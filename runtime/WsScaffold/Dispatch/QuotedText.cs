using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace WsScaffold.Dispatch;

/// <summary>
/// Quotes a text as a JSON string. Most responses are JSON in printable ASCII, in which only quotes and backslashes need an escape.
/// All others are left to <see cref="System.Text.Json.Utf8JsonWriter"/>, which is slower after the first escape.
/// </summary>
internal static class QuotedText
{
    /// <summary>
    /// Writes the quoted text between the two parts. Returns false and writes nothing if the text is not printable ASCII.
    /// </summary>
    public static bool TryWrite(
        IBufferWriter<byte> destination,
        ReadOnlySpan<byte> before,
        ReadOnlySpan<byte> text,
        ReadOnlySpan<byte> after
    )
    {
        if (text.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
        {
            return false;
        }

        var buffer = destination.GetSpan(before.Length + (2 * text.Length) + after.Length + 2);
        before.CopyTo(buffer);
        var written = before.Length;
        buffer[written++] = (byte)'"';
        written += Escape(text, buffer[written..]);
        buffer[written++] = (byte)'"';
        after.CopyTo(buffer[written..]);
        destination.Advance(written + after.Length);
        return true;
    }

    private static int Escape(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var written = 0;
        while (true)
        {
            var run = CopyRun(text, destination[written..]);
            written += run;
            if (run == text.Length)
            {
                return written;
            }

            destination[written++] = (byte)'\\';
            destination[written++] = text[run];
            text = text[(run + 1)..];
        }
    }

    // Copies up to the next character that needs an escape, in whole blocks where possible; excess bytes are overwritten.
    private static int CopyRun(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        if (text.Length >= Vector128<byte>.Count)
        {
            var block = Vector128.Create(text);
            block.CopyTo(destination);
            var stops = Vector128.Equals(block, Vector128.Create((byte)'"')) | Vector128.Equals(block, Vector128.Create((byte)'\\'));
            if (stops != Vector128<byte>.Zero)
            {
                return BitOperations.TrailingZeroCount(stops.ExtractMostSignificantBits());
            }
        }

        var stop = text.IndexOfAny((byte)'"', (byte)'\\');
        var run = stop < 0 ? text.Length : stop;
        text[..run].CopyTo(destination);
        return run;
    }
}
