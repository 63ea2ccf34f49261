using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace WsScaffold.Json.Scanning;

/// <summary>
/// Scans JSON in about half the time of <see cref="Utf8JsonReader"/>. It accepts a subset of what the reader accepts: at the first
/// unusual or invalid token it gives up, and the caller must use the reader.
/// </summary>
internal ref struct JsonScanner(ReadOnlySpan<byte> json)
{
    // The reader allows 64 levels; usual documents are much flatter.
    private const int MaxDepth = 16;

    private readonly ReadOnlySpan<byte> _json = json;
    private int _position;
    private int _depth;
    private bool _isBehindItem;

    /// <summary>Whether the scanner has given up. Its earlier results are then invalid.</summary>
    public bool HasGivenUp { get; private set; }

    /// <summary>Whether only white space is left.</summary>
    public bool IsAtEnd => Peek() == 0 && _position == _json.Length;

    public bool IsAtObject => Peek() == '{';

    public void GiveUp() => HasGivenUp = true;

    /// <summary>Enters an object.</summary>
    public void EnterObject() => Enter((byte)'{');

    /// <summary>Enters an array.</summary>
    public void EnterArray() => Enter((byte)'[');

    /// <summary>Moves to the next element of an array. False after the last one, and after giving up.</summary>
    public bool NextElement() => NextItem((byte)']');

    /// <summary>Skips a <c>null</c>.</summary>
    public bool TryReadNull()
    {
        if (Peek() != 'n')
        {
            return false;
        }

        ReadLiteral("null"u8, JsonTokenType.Null);
        return true;
    }

    /// <summary>Moves to the value of the next member. False after the last one, and after giving up.</summary>
    public bool NextMember(out ReadOnlySpan<byte> name)
    {
        name = default;
        if (!NextItem((byte)'}'))
        {
            return false;
        }

        var text = ReadString();
        Take((byte)':');

        // Names are compared as written.
        HasGivenUp |= text.IsEscaped;
        name = text.Raw(_json);
        return !HasGivenUp;
    }

    /// <summary>Skips a value.</summary>
    /// <returns>The value; its kind is None for an unterminated string.</returns>
    public JsonValue ReadValue()
    {
        var first = Peek();
        var start = _position;
        switch (first)
        {
            case (byte)'"':
                var text = ReadString();
                return text.IsPresent ? JsonValue.String(text) : default;
            case (byte)'{':
                SkipObject();
                return new(JsonTokenType.StartObject, start, _position - start);
            case (byte)'[':
                SkipArray();
                return new(JsonTokenType.StartArray, start, _position - start);
            case (byte)'t':
                return ReadLiteral("true"u8, JsonTokenType.True);
            case (byte)'f':
                return ReadLiteral("false"u8, JsonTokenType.False);
            case (byte)'n':
                return ReadLiteral("null"u8, JsonTokenType.Null);
            default:
                SkipNumber();
                return new(JsonTokenType.Number, start, _position - start);
        }
    }

    private void Enter(byte bracket)
    {
        Take(bracket);
        HasGivenUp |= ++_depth > MaxDepth;
        _isBehindItem = false;
    }

    // Moves to the next member or element: after a comma, unless it is the first.
    private bool NextItem(byte end)
    {
        if (!HasGivenUp && Peek() == end)
        {
            _position++;
            _depth--;
            _isBehindItem = true;
            return false;
        }

        if (_isBehindItem)
        {
            Take((byte)',');
        }

        _isBehindItem = true;
        return !HasGivenUp;
    }

    private void SkipObject()
    {
        EnterObject();
        while (NextMember(out _))
        {
            ReadValue();
        }
    }

    private void SkipArray()
    {
        EnterArray();
        while (NextElement())
        {
            ReadValue();
        }
    }

    private JsonText ReadString()
    {
        Take((byte)'"');
        var start = _position;
        var isEscaped = false;
        while (!HasGivenUp)
        {
            _position = NextStop();
            switch (Current)
            {
                case (byte)'"':
                    return new(start, _position++ - start, isEscaped);
                case (byte)'\\':
                    isEscaped = true;
                    SkipEscape();
                    break;
                default:
                    HasGivenUp = true;
                    break;
            }
        }

        return JsonText.Absent;
    }

    // Finds the next byte that ends a string or is invalid in one, otherwise the end of the document. The search methods of .NET
    // are as fast on long texts, but their call overhead is too high for the short strings of an event.
    private readonly int NextStop()
    {
        var position = _position;
        while (position <= _json.Length - Vector128<byte>.Count)
        {
            var block = Vector128.Create(_json[position..]);
            var stops = Vector128.Equals(block, Vector128.Create((byte)'"'))
                | Vector128.Equals(block, Vector128.Create((byte)'\\'))
                | Vector128.LessThan(block, Vector128.Create((byte)' '));
            if (stops != Vector128<byte>.Zero)
            {
                return position + BitOperations.TrailingZeroCount(stops.ExtractMostSignificantBits());
            }

            position += Vector128<byte>.Count;
        }

        while (position < _json.Length && _json[position] is not ((byte)'"' or (byte)'\\' or < (byte)' '))
        {
            position++;
        }

        return position;
    }

    private void SkipEscape()
    {
        _position++;
        if (Current != 'u')
        {
            HasGivenUp |=
                Current is not ((byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t');
            _position++;
            return;
        }

        _position++;
        for (var digits = 0; digits < 4; digits++)
        {
            HasGivenUp |= !char.IsAsciiHexDigit((char)Current);
            _position++;
        }
    }

    private JsonValue ReadLiteral(ReadOnlySpan<byte> literal, JsonTokenType kind)
    {
        var start = _position;
        HasGivenUp |= !_json[start..].StartsWith(literal);
        _position += literal.Length;
        return new(kind, start, literal.Length);
    }

    private void SkipNumber()
    {
        if (Current == '-')
        {
            _position++;
        }

        var startsWithZero = Current == '0';
        var digits = SkipDigits();
        HasGivenUp |= startsWithZero && digits > 1;
        if (Current == '.')
        {
            _position++;
            SkipDigits();
        }

        if (Current is (byte)'e' or (byte)'E')
        {
            _position++;
            if (Current is (byte)'+' or (byte)'-')
            {
                _position++;
            }

            SkipDigits();
        }
    }

    private int SkipDigits()
    {
        var start = _position;
        while (char.IsAsciiDigit((char)Current))
        {
            _position++;
        }

        HasGivenUp |= _position == start;
        return _position - start;
    }

    private void Take(byte expected)
    {
        if (Peek() == expected)
        {
            _position++;
        }
        else
        {
            HasGivenUp = true;
        }
    }

    // The byte at the position; after the end 0, which never occurs in JSON.
    private readonly byte Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (uint)_position < (uint)_json.Length ? _json[_position] : (byte)0;
    }

    // The next byte that is not white space.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte Peek()
    {
        if (Current <= ' ')
        {
            SkipWhiteSpace();
        }

        return Current;
    }

    private void SkipWhiteSpace()
    {
        while (Current is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _position++;
        }
    }
}
