using System.Text.Json;

namespace WsScaffold.Json.Scanning;

/// <summary>
/// The position of a JSON object with names and values (headers, query string, authorizer context) in an event. It is searched in
/// place; dictionaries are only created on request. The <see langword="default"/> value is an empty map.
/// </summary>
internal readonly record struct JsonMap(int Start, int Length)
{
    public bool IsPresent => Length > 0;

    /// <summary>
    /// Finds the text of a value: a string, or a number or boolean as written. Null if the value is missing, null or nested. Of
    /// equal names, the last one counts.
    /// </summary>
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

    /// <summary>Finds all texts of a value: those of an array, or the one of a scalar. Null if the value is missing.</summary>
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
        comparison == StringComparison.Ordinal && !reader.ValueIsEscaped
            ? reader.ValueTextEquals(name)
            : LenientText(ref reader).Equals(name, comparison);

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

    // Invalid text (a lone surrogate) must not fail an event whose other fields are valid.
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
