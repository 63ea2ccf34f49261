using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace WsScaffold.Json.Scanning;

/// <summary>The position of a JSON string in an event, between its quotes and still escaped.</summary>
internal readonly record struct JsonText(int Start, int Length, bool IsEscaped)
{
    /// <summary>Whether the field is missing, null or not a string.</summary>
    public static JsonText Absent => new(0, -1, false);

    public bool IsPresent => Length >= 0;

    public static JsonText At(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String
            ? new((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, reader.ValueIsEscaped)
            : Absent;

    public ReadOnlySpan<byte> Raw(ReadOnlySpan<byte> json) => IsPresent ? json.Slice(Start, Length) : default;

    public string? Decode(ReadOnlySpan<byte> json) => IsPresent ? Decode(json.Slice(Start, Length), IsEscaped) : null;

    /// <summary>
    /// Writes the unescaped UTF-8 to a buffer of at least <see cref="Length"/> bytes. False if the escapes are not valid text (a
    /// lone surrogate).
    /// </summary>
    public bool TryUnescape(ReadOnlySpan<byte> json, Span<byte> destination, out int written)
    {
        if (TryUnescapeSimple(json.Slice(Start, Length), destination, out written) && Utf8.IsValid(destination[..written]))
        {
            return true;
        }

        var reader = new Utf8JsonReader(json.Slice(Start - 1, Length + 2));
        try
        {
            reader.Read();
            written = reader.CopyString(destination);
            return true;
        }
        catch (InvalidOperationException)
        {
            written = 0;
            return false;
        }
    }

    // JSON within JSON has an escape every few bytes, nearly always a simple one.
    private static bool TryUnescapeSimple(ReadOnlySpan<byte> escaped, Span<byte> destination, out int written)
    {
        written = 0;
        while (true)
        {
            var run = CopyRun(escaped, destination[written..]);
            written += run;
            if (run == escaped.Length)
            {
                return true;
            }

            var character = Unescaped(escaped[run + 1]);
            if (character == 0)
            {
                return false;
            }

            destination[written++] = character;
            escaped = escaped[(run + 2)..];
        }
    }

    // Copies up to the next backslash, in whole blocks where possible; excess bytes are overwritten.
    private static int CopyRun(ReadOnlySpan<byte> escaped, Span<byte> destination)
    {
        if (escaped.Length >= Vector128<byte>.Count)
        {
            var block = Vector128.Create(escaped);
            block.CopyTo(destination);
            var backslashes = Vector128.Equals(block, Vector128.Create((byte)'\\'));
            if (backslashes != Vector128<byte>.Zero)
            {
                return BitOperations.TrailingZeroCount(backslashes.ExtractMostSignificantBits());
            }
        }

        var backslash = escaped.IndexOf((byte)'\\');
        var run = backslash < 0 ? escaped.Length : backslash;
        escaped[..run].CopyTo(destination);
        return run;
    }

    private static byte Unescaped(byte escape) => escape switch
    {
        (byte)'"' or (byte)'\\' or (byte)'/' => escape,
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        _ => 0,
    };

    private static string Decode(ReadOnlySpan<byte> raw, bool isEscaped)
    {
        if (!isEscaped)
        {
            return Encoding.UTF8.GetString(raw);
        }

        Span<byte> unescaped = raw.Length <= 512 ? stackalloc byte[raw.Length] : new byte[raw.Length];
        Span<byte> quoted = raw.Length <= 510 ? stackalloc byte[raw.Length + 2] : new byte[raw.Length + 2];
        quoted[0] = (byte)'"';
        raw.CopyTo(quoted[1..]);
        quoted[^1] = (byte)'"';
        return new JsonText(1, raw.Length, true).TryUnescape(quoted, unescaped, out var written)
            ? Encoding.UTF8.GetString(unescaped[..written])
            : Encoding.UTF8.GetString(raw);
    }
}
