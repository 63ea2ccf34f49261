using System.Buffers.Text;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using WsScaffold.Json.Scanning;

namespace WsScaffold.Generated.Json;

/// <summary>
/// What generated code reads JSON with. It accepts less than <see cref="JsonSerializer"/> does, never more: at the first unusual or
/// invalid token it falls back. Later reads then return defaults, and the contract must read the document.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct DirectReader
{
    // Throws on invalid UTF-8, as the serializer does, instead of replacing it.
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonSerializerOptions _options = new();

    private readonly ReadOnlySpan<byte> _json;
    private JsonScanner _scanner;
    private ReadOnlySpan<byte> _name;

    internal DirectReader(ReadOnlySpan<byte> json)
    {
        _json = json;
        _scanner = new JsonScanner(json);
    }

    /// <summary>Whether the contract must read the document.</summary>
    public readonly bool HasGivenUp => _scanner.HasGivenUp;

    /// <summary>The length in bytes of the last name or text.</summary>
    public readonly int NameLength => _name.Length;

    internal bool IsAtEnd => _scanner.IsAtEnd && !HasGivenUp;

    /// <summary>Falls back to the contract.</summary>
    public void GiveUp() => _scanner.GiveUp();

    /// <summary>Enters an object.</summary>
    public void EnterObject() => _scanner.EnterObject();

    /// <summary>Moves to the value of the next member and reads its name.</summary>
    /// <returns><see langword="false"/> after the last one.</returns>
    public bool NextMember() => _scanner.NextMember(out _name);

    /// <summary>Enters an array.</summary>
    public void EnterArray() => _scanner.EnterArray();

    /// <summary>Moves to the next element.</summary>
    /// <returns><see langword="false"/> after the last one.</returns>
    public bool NextElement() => _scanner.NextElement();

    /// <summary>Compares the last name or text.</summary>
    /// <param name="name">The name as in JSON, without escapes.</param>
    /// <returns>Whether they are equal.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Is(ReadOnlySpan<byte> name) => _name.SequenceEqual(name);

    /// <summary>Compares the last name, and records the member. A repeated member causes a fallback.</summary>
    /// <param name="name">The name as in JSON, without escapes.</param>
    /// <param name="seen">The members read so far.</param>
    /// <param name="member">The member's bit.</param>
    /// <returns>Whether they are equal.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Is(ReadOnlySpan<byte> name, ref ulong seen, ulong member)
    {
        if (!_name.SequenceEqual(name))
        {
            return false;
        }

        if ((seen & member) != 0)
        {
            GiveUp();
        }

        seen |= member;
        return true;
    }

    /// <summary>Falls back if required members are missing.</summary>
    /// <param name="seen">The members that were read.</param>
    /// <param name="required">The required members.</param>
    public void Require(ulong seen, ulong required)
    {
        if ((seen & required) != required)
        {
            GiveUp();
        }
    }

    /// <summary>Skips the value of an unknown member.</summary>
    public void Skip()
    {
        // Names that start with a dollar sign can be metadata for the serializer.
        if (_name is [(byte)'$', ..])
        {
            GiveUp();
        }

        Next();
    }

    /// <summary>Skips a <c>null</c>.</summary>
    /// <returns>Whether there was a <c>null</c>.</returns>
    public bool TryReadNull() => _scanner.TryReadNull();

    /// <summary>Reads a text for <see cref="Is(ReadOnlySpan{byte})"/>.</summary>
    public void ReadText()
    {
        var value = Next();
        if (value.Kind != JsonTokenType.String || value.IsEscaped)
        {
            GiveUp();
        }

        _name = HasGivenUp ? default : _json.Slice(value.Start, value.Length);
    }

    /// <summary>Returns the last name as the key of a dictionary.</summary>
    /// <returns>The key.</returns>
    public string Key()
    {
        if (_name is [(byte)'$', ..])
        {
            GiveUp();
        }

        return _utf8.GetString(_name);
    }

    /// <summary>Reads a string.</summary>
    /// <returns>The value.</returns>
    public string ReadString()
    {
        var value = Next();
        if (value.Kind != JsonTokenType.String)
        {
            GiveUp();
            return "";
        }

        return value.IsEscaped ? Unescape(value) : _utf8.GetString(_json.Slice(value.Start, value.Length));
    }

    /// <summary>Reads a Boolean.</summary>
    /// <returns>The value.</returns>
    public bool ReadBoolean()
    {
        var value = Next();
        if (value.Kind is not (JsonTokenType.True or JsonTokenType.False))
        {
            GiveUp();
        }

        return value.IsTrue;
    }

    /// <summary>Reads a number.</summary>
    /// <returns>The value.</returns>
    public sbyte ReadSByte() => (sbyte)Signed(sbyte.MinValue, sbyte.MaxValue);

    /// <summary>Reads a number.</summary>
    /// <returns>The value.</returns>
    public short ReadInt16() => (short)Signed(short.MinValue, short.MaxValue);

    /// <summary>Reads a number.</summary>
    /// <returns>The value.</returns>
    public int ReadInt32() => (int)Signed(int.MinValue, int.MaxValue);

    /// <summary>Reads a number.</summary>
    /// <returns>The value.</returns>
    public long ReadInt64() => Signed(long.MinValue, long.MaxValue);

    /// <summary>Reads a number.</summary>
    /// <returns>The value.</returns>
    public byte ReadByte() => (byte)Unsigned(byte.MaxValue);

    /// <summary>Reads a number.</summary>
    /// <returns>The value.</returns>
    public ushort ReadUInt16() => (ushort)Unsigned(ushort.MaxValue);

    /// <summary>Reads a number.</summary>
    /// <returns>The value.</returns>
    public uint ReadUInt32() => (uint)Unsigned(uint.MaxValue);

    /// <summary>Reads a number.</summary>
    /// <returns>The value.</returns>
    public ulong ReadUInt64() => Unsigned(ulong.MaxValue);

    /// <summary>Reads a number.</summary>
    /// <returns>The value.</returns>
    public double ReadDouble()
    {
        var text = Number();
        if (!Utf8Parser.TryParse(text, out double value, out var read) || read != text.Length || !double.IsFinite(value))
        {
            GiveUp();
        }

        return value;
    }

    /// <summary>Reads a number.</summary>
    /// <returns>The value.</returns>
    public float ReadSingle()
    {
        var text = Number();
        if (!Utf8Parser.TryParse(text, out float value, out var read) || read != text.Length || !float.IsFinite(value))
        {
            GiveUp();
        }

        return value;
    }

    /// <summary>Reads a value of another scalar type with its converter.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="converter">The serializer's converter for it.</param>
    /// <returns>The value.</returns>
    public T ReadValue<T>(JsonConverter<T> converter)
    {
        var value = Next();
        if (value.Kind is not (JsonTokenType.String or JsonTokenType.Number))
        {
            GiveUp();
            return default!;
        }

        var reader = new Utf8JsonReader(_json[value.WithQuotes]);
        reader.Read();
        return converter.Read(ref reader, typeof(T), _options)!;
    }

    private JsonValue Next() => HasGivenUp ? default : _scanner.ReadValue();

    private ReadOnlySpan<byte> Number()
    {
        var value = Next();
        return value.Kind == JsonTokenType.Number && !HasGivenUp ? _json.Slice(value.Start, value.Length) : default;
    }

    private long Signed(long min, long max)
    {
        var text = Number();
        if (!Utf8Parser.TryParse(text, out long value, out var read) || read != text.Length || value < min || value > max)
        {
            GiveUp();
        }

        return value;
    }

    private ulong Unsigned(ulong max)
    {
        var text = Number();
        if (!Utf8Parser.TryParse(text, out ulong value, out var read) || read != text.Length || value > max)
        {
            GiveUp();
        }

        return value;
    }

    private readonly string Unescape(JsonValue value)
    {
        var reader = new Utf8JsonReader(_json[value.WithQuotes]);
        reader.Read();
        return reader.GetString()!;
    }
}
