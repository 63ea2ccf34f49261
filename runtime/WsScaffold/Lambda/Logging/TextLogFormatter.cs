using System.Buffers;
using System.Text;
using Microsoft.Extensions.Logging;

namespace WsScaffold.Lambda.Logging;

/// <summary>Writes lines of plain text, in Lambda's format or for a terminal.</summary>
internal static class TextLogFormatter
{
    /// <summary>
    /// <c>time TAB request id TAB level TAB message</c>, as Lambda's .NET runtime writes it. CloudWatch creates a
    /// record for each line, so line feeds within a message become carriage returns, which CloudWatch displays as line breaks.
    /// </summary>
    public static void WriteLambdaLine(in LogEntry entry, IBufferWriter<byte> line)
    {
        LogTime.Write(entry.Time, line);
        Write($"\t{entry.Invocation?.AwsRequestId}\t{Label(entry.Level)}\t", line);
        WriteOnOneLine(entry.Message, line);
        if (entry.Exception is not null)
        {
            Write("\r", line);
            WriteOnOneLine(ExceptionText.Whole(entry.Exception), line);
        }

        Write("\n", line);
    }

    /// <summary><c>level: category message</c>, then the exception on lines of its own.</summary>
    public static void WriteConsoleLine(in LogEntry entry, IBufferWriter<byte> line)
    {
        Write($"{Label(entry.Level)}: {entry.Category} {entry.Message}\n", line);
        if (entry.Exception is not null)
        {
            Write($"{ExceptionText.Whole(entry.Exception)}\n", line);
        }
    }

    private static void WriteOnOneLine(string text, IBufferWriter<byte> line) =>
        Write(text.AsSpan().ContainsAny('\n', '\r') ? text.ReplaceLineEndings("\r") : text, line);

    private static void Write(string text, IBufferWriter<byte> line) => Encoding.UTF8.GetBytes(text, line);

    private static string Label(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        LogLevel.Critical => "crit",
        _ => "info",
    };
}
