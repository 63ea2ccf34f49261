using System.Buffers;
using System.Buffers.Text;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using WsScaffold.Json.Scanning;

namespace WsScaffold.Generated.Json;

/// <summary>
/// Writes JSON for generated code, with the same bytes as <see cref="JsonSerializer"/>. At an error or an unusual value it falls
/// back: its output is then useless, and the contract must write the value.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Design", "CA1001", Justification = "A writer over a buffer holds no resources.")]
public sealed class DirectWriter : PooledBuffer
{
    // The serializer allows 64 levels. Deeper values are left to it; it also detects cycles.
    private const int MaxDepth = 32;

    // The same encoder as in JsonContracts.CreateOptions.
    private static readonly JsonWriterOptions _options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };
    private static readonly JsonSerializerOptions _serializerOptions = new();

    private Utf8JsonWriter? _thorough;
    private int _depth;

    /// <summary>Whether the contract must write the value.</summary>
    public bool HasGivenUp { get; private set; }

    /// <summary>Falls back to the contract.</summary>
    public void GiveUp() => HasGivenUp = true;

    /// <summary>Begins an object.</summary>
    /// <returns><see langword="false"/> if the writer has fallen back.</returns>
    public bool EnterObject() => Enter((byte)'{');

    /// <summary>Ends the object.</summary>
    public void LeaveObject() => Leave((byte)'}');

    /// <summary>Begins an array.</summary>
    /// <returns><see langword="false"/> if the writer has fallen back.</returns>
    public bool EnterArray() => Enter((byte)'[');

    /// <summary>Ends the array.</summary>
    public void LeaveArray() => Leave((byte)']');

    /// <summary>Begins an element of an array.</summary>
    public void BeginElement()
    {
        if (Last != '[')
        {
            WriteRaw((byte)',');
        }
    }

    /// <summary>Writes the name of a member.</summary>
    /// <param name="name">The name with its punctuation: <c>,"name":</c>.</param>
    public void WriteName(ReadOnlySpan<byte> name) => WriteRaw(Last == '{' ? name[1..] : name);

    /// <summary>Writes the key of an entry of a dictionary.</summary>
    /// <param name="key">The key.</param>
    public void WriteKey(string key)
    {
        if (Last != '{')
        {
            WriteRaw((byte)',');
        }

        WriteString(key);
        WriteRaw((byte)':');
    }

    /// <summary>Writes JSON unchanged.</summary>
    /// <param name="json">The JSON.</param>
    public void WriteRaw(ReadOnlySpan<byte> json)
    {
        json.CopyTo(GetSpan(json.Length));
        Advance(json.Length);
    }

    /// <summary>Writes <c>null</c>.</summary>
    public void WriteNull() => WriteRaw("null"u8);

    /// <summary>Falls back if a value is null.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>The value.</returns>
    public T NotNull<T>(T value)
    {
        if (value is null)
        {
            GiveUp();
        }

        return value;
    }

    /// <summary>Writes a string, or <c>null</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteString(string? value)
    {
        if (value is null)
        {
            WriteNull();
            return;
        }

        var buffer = GetSpan(value.Length + 2);
        if (PlainText.TryCopy(value, buffer[1..]))
        {
            buffer[0] = (byte)'"';
            buffer[value.Length + 1] = (byte)'"';
            Advance(value.Length + 2);
        }
        else if (!TryWriteUnescaped(value))
        {
            var writer = Thorough();
            writer.WriteStringValue(value);
            writer.Flush();
        }
    }

    /// <summary>Writes a Boolean.</summary>
    /// <param name="value">The value.</param>
    public void WriteBoolean(bool value) => WriteRaw(value ? "true"u8 : "false"u8);

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteInt64(long value)
    {
        Utf8Formatter.TryFormat(value, GetSpan(20), out var written);
        Advance(written);
    }

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteUInt64(ulong value)
    {
        Utf8Formatter.TryFormat(value, GetSpan(20), out var written);
        Advance(written);
    }

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteDouble(double value)
    {
        if (!double.IsFinite(value))
        {
            GiveUp();
        }

        Utf8Formatter.TryFormat(value, GetSpan(128), out var written);
        Advance(written);
    }

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteSingle(float value)
    {
        if (!float.IsFinite(value))
        {
            GiveUp();
        }

        Utf8Formatter.TryFormat(value, GetSpan(128), out var written);
        Advance(written);
    }

    /// <summary>Writes a value of another scalar type with its converter.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="converter">The serializer's converter for it.</param>
    /// <param name="value">The value.</param>
    public void WriteValue<T>(JsonConverter<T> converter, T value)
    {
        if (value is null)
        {
            WriteNull();
            return;
        }

        var writer = Thorough();
        converter.Write(writer, value, _serializerOptions);
        writer.Flush();
    }

    /// <summary>Prepares the writer for another message.</summary>
    public void Reset()
    {
        Clear();
        _depth = 0;
        HasGivenUp = false;
    }

    /// <summary>Writes a UTF-8 string.</summary>
    internal void WriteString(ReadOnlySpan<byte> utf8)
    {
        if (utf8.ContainsAnyExceptInRange((byte)' ', (byte)'~') || utf8.ContainsAny((byte)'"', (byte)'\\'))
        {
            var writer = Thorough();
            writer.WriteStringValue(utf8);
            writer.Flush();
            return;
        }

        WriteRaw((byte)'"');
        WriteRaw(utf8);
        WriteRaw((byte)'"');
    }

    private bool Enter(byte bracket)
    {
        HasGivenUp |= ++_depth > MaxDepth;
        WriteRaw(bracket);
        return !HasGivenUp;
    }

    private void Leave(byte bracket)
    {
        _depth--;
        WriteRaw(bracket);
    }

    private void WriteRaw(byte json)
    {
        GetSpan(1)[0] = json;
        Advance(1);
    }

    // Text in any language without characters that need an escape.
    private bool TryWriteUnescaped(string value)
    {
        var buffer = GetSpan((3 * value.Length) + 2);
        if (Utf8.FromUtf16(value, buffer[1..^1], out _, out var written, replaceInvalidSequences: false) != OperationStatus.Done
            || _options.Encoder!.FindFirstCharacterToEncodeUtf8(buffer.Slice(1, written)) >= 0)
        {
            return false;
        }

        buffer[0] = (byte)'"';
        buffer[written + 1] = (byte)'"';
        Advance(written + 2);
        return true;
    }

    private Utf8JsonWriter Thorough()
    {
        _thorough ??= new Utf8JsonWriter(this, _options);
        _thorough.Reset(this);
        return _thorough;
    }
}
