using System.Text.Json;

namespace WsScaffold.Json.Scanning;

/// <summary>
/// Where a JSON object of names and values (headers, query string, authorizer context) stands in an event. It is searched
/// in place; a dictionary is only made for who asks for one. The <see langword="default"/> is an absent, empty map.
/// </summary>
internal readonly record struct JsonMap(int Start, int Length)
{
    public bool IsPresent => Length > 0;

    /// <summary>The text of a value: a string's own, a number's or boolean's as written; null when missing, null or nested. The last of equal names wins.</summary>
    public string? Find(ReadOnlySpan<byte> json, string name, StringComparison comparison)
    {
        string? found = null;
        var reader = Enter(json);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var matches = NameEquals(ref reader, name, comparison);
            reader.Read();
            if (matches)
            {
                found = Text(ref reader);
            }

            reader.Skip();
        }

        return found;
    }

    /// <summary>All texts of a value that is an array (or the one of a value that is not); null when missing.</summary>
    public string[]? FindAll(ReadOnlySpan<byte> json, string name, StringComparison comparison)
    {
        string[]? found = null;
        var reader = Enter(json);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var matches = NameEquals(ref reader, name, comparison);
            reader.Read();
            if (matches)
            {
                found = Texts(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return found;
    }

    public Dictionary<string, string> ToDictionary(ReadOnlySpan<byte> json, StringComparer comparer)
    {
        var map = new Dictionary<string, string>(comparer);
        var reader = Enter(json);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = LenientText(ref reader);
            reader.Read();
            if (Text(ref reader) is { } value)
            {
                map[name] = value;
            }

            reader.Skip();
        }

        return map;
    }

    public Dictionary<string, IReadOnlyList<string>> ToMultiValueDictionary(ReadOnlySpan<byte> json, StringComparer comparer)
    {
        var map = new Dictionary<string, IReadOnlyList<string>>(comparer);
        var reader = Enter(json);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = LenientText(ref reader);
            reader.Read();
            map[name] = Texts(ref reader);
        }

        return map;
    }

    private Utf8JsonReader Enter(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(IsPresent ? json.Slice(Start, Length) : "{}"u8);
        reader.Read();
        return reader;
    }

    private static bool NameEquals(ref Utf8JsonReader reader, string name, StringComparison comparison) =>
        comparison == StringComparison.Ordinal && !reader.ValueIsEscaped ? reader.ValueTextEquals(name) : LenientText(ref reader).Equals(name, comparison);

    private static string? Text(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => LenientText(ref reader),
        JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => null,
    };

    private static string[] Texts(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            var single = Text(ref reader);
            reader.Skip();
            return single is null ? [] : [single];
        }

        var texts = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Text(ref reader) is { } text)
            {
                texts.Add(text);
            }

            reader.Skip();
        }

        return [.. texts];
    }

    // Escapes that are no text (a lone surrogate) must not fail an event whose other fields are good.
    private static string LenientText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return System.Text.Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }
}
