using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace WsScaffold.Lambda.Logging;

/// <summary>
/// Lines of JSON with the members that Lambda's runtimes write and its console recognizes.
/// See <see href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html">log formats</see>.
/// </summary>
internal static class JsonLogFormatter
{
    // Log lines are never part of an HTML page, so quotes and non-ASCII letters need no escape.
    private static readonly JsonWriterOptions _options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>
    /// The values of a message template become members, as in Lambda's .NET runtime. A value with the name of a Lambda member gets
    /// an underscore prefix; of two values with the same name, the first is written.
    /// </summary>
    public static void WriteLine(in LogEntry entry, IBufferWriter<byte> line)
    {
        using (var json = new Utf8JsonWriter(line, _options))
        {
            json.WriteStartObject();
            WriteFacts(entry, json);
            if (entry.State is not null)
            {
                WriteValues(entry.State, json);
            }

            if (entry.Scopes is not null)
            {
                WriteScopes(entry.Scopes, json);
            }

            if (entry.Exception is not null)
            {
                WriteException(entry.Exception, json);
            }

            json.WriteEndObject();
        }

        line.Write("\n"u8);
    }

    private static void WriteFacts(in LogEntry entry, Utf8JsonWriter json)
    {
        Span<byte> time = stackalloc byte[LogTime.Length];
        LogTime.Format(entry.Time, time);
        json.WriteString("timestamp"u8, time);
        json.WriteString("level"u8, LevelName(entry.Level));
        if (entry.Invocation is { } invocation)
        {
            json.WriteString("requestId"u8, invocation.AwsRequestId);
            if (invocation.TraceId is not null)
            {
                json.WriteString("traceId"u8, invocation.TraceId);
            }
        }

        json.WriteString("message"u8, entry.Message);
        json.WriteString("category"u8, entry.Category);
        if (entry.EventId.Id != 0)
        {
            json.WriteNumber("eventId"u8, entry.EventId.Id);
        }
    }

    private static void WriteValues(IReadOnlyList<KeyValuePair<string, object?>> state, Utf8JsonWriter json)
    {
        for (var i = 0; i < state.Count; i++)
        {
            var (name, value) = state[i];
            if (name == "{OriginalFormat}" || IsRepeated(state, i))
            {
                continue;
            }

            json.WritePropertyName(IsReserved(name) ? "_" + name : name);
            WriteValue(value, json);
        }
    }

    private static bool IsRepeated(IReadOnlyList<KeyValuePair<string, object?>> state, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (state[i].Key == state[index].Key)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsReserved(string name) => name is "timestamp" or "level" or "requestId" or "traceId" or "message"
        or "category" or "eventId" or "scopes" or "errorType" or "errorMessage" or "stackTrace";

    private static void WriteScopes(IExternalScopeProvider scopes, Utf8JsonWriter json)
    {
        var open = new List<object?>();
        scopes.ForEachScope(static (scope, list) => list.Add(scope), open);
        if (open.Count == 0)
        {
            return;
        }

        json.WriteStartArray("scopes"u8);
        foreach (var scope in open)
        {
            WriteScope(scope, json);
        }

        json.WriteEndArray();
    }

    private static void WriteScope(object? scope, Utf8JsonWriter json)
    {
        // A scope from a template is written as its text; the ToString of a dictionary would be useless.
        if (scope is ICollection<KeyValuePair<string, object?>> values)
        {
            json.WriteStartObject();
            foreach (var (name, value) in values)
            {
                json.WritePropertyName(name);
                WriteValue(value, json);
            }

            json.WriteEndObject();
        }
        else
        {
            json.WriteStringValue(Text(scope));
        }
    }

    private static void WriteException(Exception exception, Utf8JsonWriter json)
    {
        json.WriteString("errorType"u8, exception.GetType().FullName);
        json.WriteString("errorMessage"u8, ExceptionText.Message(exception));
        json.WriteStartArray("stackTrace"u8);
        foreach (var frame in ExceptionText.Whole(exception).AsSpan().EnumerateLines())
        {
            json.WriteStringValue(frame.Trim());
        }

        json.WriteEndArray();
    }

    private static void WriteValue(object? value, Utf8JsonWriter json)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case sbyte or byte or short or ushort or int or long:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case uint or ulong:
                json.WriteNumberValue(Convert.ToUInt64(value, CultureInfo.InvariantCulture));
                break;
            case decimal:
            case double number when double.IsFinite(number):
            case float single when float.IsFinite(single):
                // Formatted here: the writer's method would be linked into every binary, even if no log contains such a number.
                json.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), skipInputValidation: true);
                break;
            case IEnumerable items and not string:
                WriteItems(items, json);
                break;
            default:
                json.WriteStringValue(Text(value));
                break;
        }
    }

    // One level only: deeper values are written as text, which makes cycles impossible.
    private static void WriteItems(IEnumerable items, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var item in items)
        {
            json.WriteStringValue(Text(item));
        }

        json.WriteEndArray();
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    // The names that Lambda's log filter uses (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html).
    private static ReadOnlySpan<byte> LevelName(LogLevel level) => level switch
    {
        LogLevel.Trace => "TRACE"u8,
        LogLevel.Debug => "DEBUG"u8,
        LogLevel.Warning => "WARN"u8,
        LogLevel.Error => "ERROR"u8,
        LogLevel.Critical => "FATAL"u8,
        _ => "INFO"u8,
    };
}
