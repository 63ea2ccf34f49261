using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace WsScaffold.Json.Scanning;

/// <summary>
/// Steps over JSON in about half the time that <see cref="Utf8JsonReader"/> takes, where documents are much like
/// each other. It accepts less than the reader does, never more: at the first thing that is unusual or wrong it gives up,
/// and the reader must decide.
/// </summary>
internal ref struct JsonScanner(ReadOnlySpan<byte> json)
{
    // The reader takes 64; nothing that is worth scanning lies as deep as this.
    private const int MaxDepth = 16;

    private readonly ReadOnlySpan<byte> _json = json;
    private int _position;
    private int _depth;
    private bool _isBehindItem;

    /// <summary>Whether this is no document for the scanner. What it said before counts no more.</summary>
    public bool HasGivenUp { get; private set; }

    /// <summary>Whether nothing but white space is left.</summary>
    public bool IsAtEnd => Peek() == 0 && _position == _json.Length;

    public bool IsAtObject => Peek() == '{';

    public void GiveUp() => HasGivenUp = true;

    /// <summary>Steps into the object that comes next.</summary>
    public void EnterObject() => Enter((byte)'{');

    /// <summary>Steps into the array that comes next.</summary>
    public void EnterArray() => Enter((byte)'[');

    /// <summary>Steps to the next element of an array; false behind the last one, and after giving up.</summary>
    public bool NextElement() => NextItem((byte)']');

    /// <summary>Steps over a <c>null</c>, when that comes next.</summary>
    public bool TryReadNull()
    {
        if (Peek() != 'n')
        {
            return false;
        }

        ReadLiteral("null"u8, JsonTokenType.Null);
        return true;
    }

    /// <summary>Steps to the value of the next member; false behind the last one, and after giving up.</summary>
    public bool NextMember(out ReadOnlySpan<byte> name)
    {
        name = default;
        if (!NextItem((byte)'}'))
        {
            return false;
        }

        var text = ReadString();
        Take((byte)':');

        // Names are compared as they are written.
        HasGivenUp |= text.IsEscaped;
        name = text.Raw(_json);
        return !HasGivenUp;
    }

    /// <summary>Steps over the value that comes next.</summary>
    /// <returns>The value; of no kind for a string that never ends.</returns>
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

    // To the next member of an object or element of an array: behind a comma, unless it is the first.
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

    // The next byte that ends a string or may not stand in one; the end of the document when there is none. The searches of
    // the library are as fast on long texts, but cost more to call than most strings of an event are long.
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
            HasGivenUp |= Current is not ((byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t');
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

    // The byte at the position; 0, which JSON has nowhere, behind the end.
    private readonly byte Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (uint)_position < (uint)_json.Length ? _json[_position] : (byte)0;
    }

    // The byte that comes next, white space aside.
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
