using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace WsScaffold.Gateway.Routing;

/// <summary>
/// Reads a message like route selection on AWS, which selected the right route even for a body with an unquoted key. AWS documents
/// that it uses JSONPath for Java; the default parser of that library,
/// <see href="https://github.com/netplex/json-smart-v2">json-smart</see> in permissive mode, reads such a body, so this class
/// reproduces its results. Only route selection uses it: handlers receive the text as it was sent.
/// </summary>
/// <remarks>
/// A value is <see langword="null"/>, a <see cref="string"/>, a <see cref="bool"/>, a <see cref="LenientNumber"/>, a
/// <c>List</c> or an <c>OrderedDictionary</c>.
/// </remarks>
internal static class LenientJson
{
    // The limit of json-smart. It also keeps the recursion below from overflowing the stack.
    private const int MaxDepth = 400;

    // The characters that String.trim of Java removes: all up to and including the space.
    private static readonly char[] _space = [.. Enumerable.Range(0, ' ' + 1).Select(code => (char)code)];

    /// <summary>Reads the first value of <paramref name="text"/> and ignores what follows it.</summary>
    /// <returns>Whether there is a value. A bare word is a string.</returns>
    public static bool TryParse(string text, out object? value)
    {
        var reader = new Reader(text);
        return reader.TryReadValue(Stop.AtEnd, depth: 0, out value);
    }

    /// <summary>
    /// Converts a value to the text that a selection expression yields: the text that Java prints for it, and the empty string for a
    /// null.
    /// </summary>
    public static string ToText(object? value) => value is null ? "" : JavaText(value);

    private static string JavaText(object? value) => value switch
    {
        null => "null",
        string text => text,
        bool truth => truth ? "true" : "false",
        LenientNumber number => number.Text,
        OrderedDictionary<string, object?> map => $"{{{string.Join(", ", map.Select(entry => $"{entry.Key}={JavaText(entry.Value)}"))}}}",
        _ => JsonText(value),
    };

    private static string JsonText(object? value) => value switch
    {
        string text => Quote(text),
        List<object?> list => $"[{string.Join(',', list.Select(JsonText))}]",
        OrderedDictionary<string, object?> map =>
            $"{{{string.Join(',', map.Select(entry => $"{Quote(entry.Key)}:{JsonText(entry.Value)}"))}}}",
        _ => JavaText(value),
    };

    private static string Quote(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    /// <summary>The characters at which a bare word ends.</summary>
    private enum Stop
    {
        AtEnd,
        AtColon,
        AtCommaOrBrace,
        AtCommaOrBracket,
    }

    private ref struct Reader(string text)
    {
        // Represents the end of the text, as in json-smart. If a message contains this character, the message ends there.
        private const char End = '\u001A';

        private readonly string _text = text;
        private int _position;

        private readonly char Current => _position < _text.Length ? _text[_position] : End;

        public bool TryReadValue(Stop stop, int depth, out object? value)
        {
            SkipSpace();
            value = null;
            switch (Current)
            {
                case ':' or '}' or ']':
                    return false;
                case '{':
                    return depth < MaxDepth && TryReadObject(depth + 1, out value);
                case '[':
                    return depth < MaxDepth && TryReadArray(depth + 1, out value);
                case '"' or '\'':
                    var quoted = TryReadString(out var text);
                    value = text;
                    return quoted;
                case '-' or (>= '0' and <= '9'):
                    value = ReadNumber(stop);
                    return true;
                default:
                    value = ReadBareWord(_position, stop) switch
                    {
                        "null" => null,
                        "true" => true,
                        "false" => false,
                        var word => word,
                    };
                    return true;
            }
        }

        private bool TryReadObject(int depth, out object? value)
        {
            var map = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
            value = map;
            _position++;
            while (true)
            {
                SkipSpaceAndCommas();
                if (Current == '}')
                {
                    _position++;
                    return true;
                }

                if (Current is ':' or ']' or '[' or '{' or End || !TryReadMember(map, depth))
                {
                    return false;
                }

                SkipSpace();
                if (Current is not (',' or '}'))
                {
                    return false;
                }
            }
        }

        private bool TryReadMember(OrderedDictionary<string, object?> map, int depth)
        {
            string? key;
            if (Current is '"' or '\'')
            {
                if (!TryReadString(out key))
                {
                    return false;
                }
            }
            else
            {
                key = ReadBareWord(_position, Stop.AtColon);
            }

            SkipSpace();
            if (Current != ':')
            {
                return false;
            }

            _position++;
            if (!TryReadValue(Stop.AtCommaOrBrace, depth, out var value))
            {
                return false;
            }

            map[key!] = value;
            return true;
        }

        private bool TryReadArray(int depth, out object? value)
        {
            var list = new List<object?>();
            value = list;
            _position++;
            while (true)
            {
                SkipSpaceAndCommas();
                if (Current == ']')
                {
                    _position++;
                    return true;
                }

                if (Current is ':' or '}' or End || !TryReadValue(Stop.AtCommaOrBracket, depth, out var item))
                {
                    return false;
                }

                list.Add(item);
            }
        }

        private bool TryReadString(out string? value)
        {
            var quote = Current;
            var start = ++_position;
            var length = _text.AsSpan(start).IndexOfAny(quote, '\\');
            if (length >= 0 && _text[start + length] == quote)
            {
                _position = start + length + 1;
                value = _text.Substring(start, length);
                return true;
            }

            return TryReadEscapedString(quote, out value);
        }

        private bool TryReadEscapedString(char quote, out string? value)
        {
            value = null;
            var text = new StringBuilder();
            for (; _position < _text.Length; _position++)
            {
                var character = _text[_position];
                if (character == quote)
                {
                    _position++;
                    value = text.ToString();
                    return true;
                }

                if (character != '\\')
                {
                    text.Append(character);
                }
                else if (!TryReadEscape(text))
                {
                    return false;
                }
            }

            return false;
        }

        // Leaves the position on the last character of the escape sequence. An unknown escape sequence yields no character.
        private bool TryReadEscape(StringBuilder text)
        {
            _position++;
            switch (Current)
            {
                case 't': text.Append('\t'); return true;
                case 'n': text.Append('\n'); return true;
                case 'r': text.Append('\r'); return true;
                case 'f': text.Append('\f'); return true;
                case 'b': text.Append('\b'); return true;
                case '"' or '\'' or '\\' or '/': text.Append(Current); return true;
                case 'u': return TryReadHex(4, text);
                case 'x': return TryReadHex(2, text);
                default: return _position < _text.Length;
            }
        }

        private bool TryReadHex(int digits, StringBuilder text)
        {
            if (_position + digits >= _text.Length
                || !ushort.TryParse(
                    _text.AsSpan(_position + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                return false;
            }

            text.Append((char)code);
            _position += digits;
            return true;
        }

        // Text that starts like a number but continues differently (1 apple) is a bare word.
        private object ReadNumber(Stop stop)
        {
            var start = _position++;
            SkipDigits();
            var isInteger = Current is not ('.' or 'e' or 'E');
            if (Current == '.')
            {
                _position++;
                SkipDigits();
            }

            if (Current is 'e' or 'E')
            {
                _position++;
                if (Current is not ('+' or '-' or (>= '0' and <= '9')))
                {
                    return ReadBareWord(start, stop);
                }

                _position++;
                SkipDigits();
            }

            var text = _text[start.._position];
            SkipSpace();
            return Current == End || IsStop(Current, stop)
                ? LenientNumber.Parse(text, isInteger)
                : ReadBareWord(start, stop);
        }

        private string ReadBareWord(int start, Stop stop)
        {
            while (Current != End && !IsStop(Current, stop))
            {
                _position++;
            }

            return _text[start.._position].Trim(_space);
        }

        private static bool IsStop(char character, Stop stop) => stop switch
        {
            Stop.AtColon => character == ':',
            Stop.AtCommaOrBrace => character is ',' or '}',
            Stop.AtCommaOrBracket => character is ',' or ']',
            _ => false,
        };

        private void SkipSpace()
        {
            while (Current is ' ' or '\t' or '\r' or '\n')
            {
                _position++;
            }
        }

        private void SkipSpaceAndCommas()
        {
            while (Current is ' ' or '\t' or '\r' or '\n' or ',')
            {
                _position++;
            }
        }

        private void SkipDigits()
        {
            while (char.IsAsciiDigit(Current))
            {
                _position++;
            }
        }
    }
}
