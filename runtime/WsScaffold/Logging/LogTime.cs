using System.Buffers;
using System.Globalization;

namespace WsScaffold.Logging;

/// <summary>Times as Lambda's logs have them: RFC 3339 in UTC, to the millisecond.</summary>
internal static class LogTime
{
    public const int Length = 24;

    public static void Format(DateTimeOffset time, Span<byte> text) =>
        time.UtcDateTime.TryFormat(text, out _, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static void Write(DateTimeOffset time, IBufferWriter<byte> line)
    {
        Format(time, line.GetSpan(Length));
        line.Advance(Length);
    }
}
