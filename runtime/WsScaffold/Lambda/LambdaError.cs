using System.Buffers;
using System.Text;
using System.Text.Json;
using WsScaffold.Lambda.Logging;

namespace WsScaffold.Lambda;

/// <summary>
/// An exception in the form of the Runtime API: a JSON body, and headers with the error type and the X-Ray cause.
/// See <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html#runtimes-api-invokeerror">invocation error</see>.
/// </summary>
/// <remarks>
/// Lengths are limited so that Lambda accepts both: even with every character escaped to six bytes, each stays below 1 MB.
/// </remarks>
internal static class LambdaError
{
    /// <summary>The type of an error in a handler.</summary>
    public const string HandlerFailed = "Function.HandlerFailed";

    /// <summary>The type of an error during the start.</summary>
    public const string InitFailed = "Function.InitFailed";

    private const int MaxMessage = 16 * 1024;
    private const int MaxFrames = 64;
    private const int MaxFrame = 512;

    public static void WriteBody(Exception exception, IBufferWriter<byte> body)
    {
        using var json = new Utf8JsonWriter(body);
        json.WriteStartObject();
        json.WriteString("errorMessage"u8, Cut(ExceptionText.Message(exception), MaxMessage));
        json.WriteString("errorType"u8, Cut(exception.GetType().Name, MaxFrame));
        json.WriteStartArray("stackTrace"u8);
        foreach (var frame in Frames(exception))
        {
            json.WriteStringValue(frame);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The header lines for the body.</summary>
    /// <param name="type">One of this class's constants. Lambda accepts <c>Runtime.…</c> and <c>Function.…</c>, with letters only.</param>
    public static byte[] Headers(Exception exception, string type) =>
    [
            .. Encoding.ASCII.GetBytes($"Lambda-Runtime-Function-Error-Type: {type}\r\nLambda-Runtime-Function-XRay-Error-Cause: "),
            .. XRayCause(exception),
            .. "\r\n"u8,
        ];

    // X-Ray's format (https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-errors),
    // on one line and in ASCII, as a header must be. The default encoder escapes all other characters.
    private static ReadOnlySpan<byte> XRayCause(Exception exception)
    {
        var cause = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(cause);
        var frames = Frames(exception).ConvertAll(XRayFrame.Parse);
        json.WriteStartObject();
        json.WriteString("working_directory"u8, Cut(Environment.CurrentDirectory, MaxFrame));
        json.WriteStartArray("exceptions"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, Cut(exception.GetType().Name, MaxFrame));
        json.WriteString("message"u8, Cut(ExceptionText.Message(exception), MaxMessage));
        json.WriteStartArray("stack"u8);
        frames.ForEach(frame => frame.Write(json));
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("paths"u8);
        WritePaths(frames, json);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return cause.WrittenSpan;
    }

    private static void WritePaths(List<XRayFrame> frames, Utf8JsonWriter json)
    {
        var written = new List<string>();
        foreach (var frame in frames)
        {
            if (frame.Path is { } path && !written.Contains(path))
            {
                written.Add(path);
                json.WriteStringValue(path);
            }
        }
    }

    private static List<string> Frames(Exception exception)
    {
        var frames = new List<string>();
        foreach (var line in ExceptionText.StackTrace(exception).AsSpan().EnumerateLines())
        {
            if (frames.Count == MaxFrames)
            {
                break;
            }

            if (line.Trim() is { IsEmpty: false } frame)
            {
                frames.Add(Cut(frame.ToString(), MaxFrame));
            }
        }

        return frames;
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];

    // Parses the text of the stack trace: the method of a StackFrame is only available through reflection.
    private readonly record struct XRayFrame(string Label, string? Path, int Line)
    {
        private const string In = " in ";
        private const string LineNumber = ":line ";

        public static XRayFrame Parse(string frame)
        {
            var label = frame.StartsWith("at ", StringComparison.Ordinal) ? frame[3..] : frame;
            var path = label.IndexOf(In, StringComparison.Ordinal);
            var line = label.LastIndexOf(LineNumber, StringComparison.Ordinal);
            return path >= 0 && line > path && int.TryParse(label.AsSpan(line + LineNumber.Length), out var number)
                ? new(label[..path], label[(path + In.Length)..line], number)
                : new(label, null, 0);
        }

        public void Write(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteString("label"u8, Label);
            if (Path is not null)
            {
                json.WriteString("path"u8, Path);
                json.WriteNumber("line"u8, Line);
            }

            json.WriteEndObject();
        }
    }
}
