using System.Buffers;

namespace WsScaffold.Lambda.Logging;

/// <summary>Formats times as in Lambda's logs: RFC 3339, in UTC, with milliseconds.</summary>
internal static class LogTime
{
    public const int Length = 24;

    // Formatting with a DateTime pattern would add much code to a small binary.
    public static void Format(DateTimeOffset time, Span<byte> text)
    {
        var utc = time.UtcDateTime;
        "0000-00-00T00:00:00.000Z"u8.CopyTo(text);
        WriteDigits(utc.Year, text[..4]);
        WriteDigits(utc.Month, text[5..7]);
        WriteDigits(utc.Day, text[8..10]);
        WriteDigits(utc.Hour, text[11..13]);
        WriteDigits(utc.Minute, text[14..16]);
        WriteDigits(utc.Second, text[17..19]);
        WriteDigits(utc.Millisecond, text[20..23]);
    }

    public static void Write(DateTimeOffset time, IBufferWriter<byte> line)
    {
        Format(time, line.GetSpan(Length));
        line.Advance(Length);
    }

    private static void WriteDigits(int number, Span<byte> digits)
    {
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = (byte)('0' + (number % 10));
            number /= 10;
        }
    }
}
