using System.Buffers.Text;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using WsScaffold.Json.Scanning;

namespace WsScaffold.Generated.Json;

/// <summary>
/// What generated code reads JSON with. It accepts less than <see cref="JsonSerializer"/> does, never more: at the first thing
/// that is unusual or wrong it gives up for good, every later read gives a default, and the contract must decide.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct DirectReader
{
    // Refuses bytes that are no text, as the serializer does, instead of replacing them.
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

    /// <summary>The length in bytes of the name, or text, that was read last.</summary>
    public readonly int NameLength => _name.Length;

    internal bool IsAtEnd => _scanner.IsAtEnd && !HasGivenUp;

    /// <summary>Leaves the document to the contract.</summary>
    public void GiveUp() => _scanner.GiveUp();

    /// <summary>Steps into the object that comes next.</summary>
    public void EnterObject() => _scanner.EnterObject();

    /// <summary>Steps to the value of the next member and takes its name.</summary>
    /// <returns><see langword="false"/> behind the last one.</returns>
    public bool NextMember() => _scanner.NextMember(out _name);

    /// <summary>Steps into the array that comes next.</summary>
    public void EnterArray() => _scanner.EnterArray();

    /// <summary>Steps to the next element.</summary>
    /// <returns><see langword="false"/> behind the last one.</returns>
    public bool NextElement() => _scanner.NextElement();

    /// <summary>Compares the name, or text, that was read last.</summary>
    /// <param name="name">As it is written in JSON, without escapes.</param>
    /// <returns>Whether they are the same.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Is(ReadOnlySpan<byte> name) => _name.SequenceEqual(name);

    /// <summary>Compares the name that was read last, and notes that the member is there. A second time is unusual.</summary>
    /// <param name="name">As it is written in JSON, without escapes.</param>
    /// <param name="seen">The members that were there before.</param>
    /// <param name="member">The member's bit.</param>
    /// <returns>Whether they are the same.</returns>
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

    /// <summary>Insists on members.</summary>
    /// <param name="seen">The members that were there.</param>
    /// <param name="required">Those that must have been.</param>
    public void Require(ulong seen, ulong required)
    {
        if ((seen & required) != required)
        {
            GiveUp();
        }
    }

    /// <summary>Steps over the value of a member that the type does not have.</summary>
    public void Skip()
    {
        // What begins with a dollar may be metadata to the serializer.
        if (_name is [(byte)'$', ..])
        {
            GiveUp();
        }

        Next();
    }

    /// <summary>Steps over a <c>null</c>, when that comes next.</summary>
    /// <returns>Whether it did.</returns>
    public bool TryReadNull() => _scanner.TryReadNull();

    /// <summary>Takes a text, to be compared by <see cref="Is(ReadOnlySpan{byte})"/>.</summary>
    public void ReadText()
    {
        var value = Next();
        if (value.Kind != JsonTokenType.String || value.IsEscaped)
        {
            GiveUp();
        }

        _name = HasGivenUp ? default : _json.Slice(value.Start, value.Length);
    }

    /// <summary>Takes the name that was read last, as the key of a dictionary.</summary>
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

    /// <summary>Reads a value of any other type that is one token, as its contract does.</summary>
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
