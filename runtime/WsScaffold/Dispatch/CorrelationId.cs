using System.Text.Json;
using WsScaffold.Json.Scanning;

namespace WsScaffold.Dispatch;

/// <summary>The <c>id</c> of a request, with which a client matches responses to requests.</summary>
internal static class CorrelationId
{
    // A longer ID would be repeated in each response.
    private const int MaxBytes = 1_024;

    /// <summary>
    /// Finds the top-level <c>id</c> of a body, as written (a string or a number). Empty if there is none or the body is not a JSON
    /// object. In an invalid body, an ID before the error is found.
    /// </summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> body)
    {
        if (!TryScan(body, out var found))
        {
            found = FindCarefully(body);
        }

        var id = body[found];
        return id.Length <= MaxBytes ? id : default;
    }

    private static bool TryScan(ReadOnlySpan<byte> body, out Range found)
    {
        found = default;
        var scanner = new JsonScanner(body);
        scanner.EnterObject();
        while (scanner.NextMember(out var name))
        {
            var value = scanner.ReadValue();
            if (name.SequenceEqual("id"u8) && value.Kind is (JsonTokenType.String or JsonTokenType.Number))
            {
                found = value.WithQuotes;
            }
        }

        return !scanner.HasGivenUp;
    }

    private static Range FindCarefully(ReadOnlySpan<byte> body)
    {
        Range found = default;
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!body.IsEmpty && reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    ReadMember(ref reader, ref found);
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // The latter for escapes that are not valid text.
        {
            // An ID before the error still helps the client.
        }

        return found;
    }

    private static void ReadMember(ref Utf8JsonReader reader, ref Range found)
    {
        var isId = reader.ValueTextEquals("id"u8);
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        var isScalar = reader.TokenType is JsonTokenType.String or JsonTokenType.Number;
        reader.Skip();
        if (isId && isScalar)
        {
            found = start..(int)reader.BytesConsumed;
        }
    }
}
