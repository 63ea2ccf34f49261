using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WsScaffold.Generator.Tests.Json;

/// <summary>
/// The result of reading and writing a document, as text that two processes can compare. This file is also compiled with NativeAOT, so it
/// must not use reflection.
/// </summary>
internal static class Replay
{
    public static string OfReading(string document, JsonTypeInfo contract) =>
        Of(() => JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize(Encoding.UTF8.GetBytes(document), contract), contract));

    public static string OfWriting(object value, JsonTypeInfo contract) => Of(() => JsonSerializer.SerializeToUtf8Bytes(value, contract));

    /// <summary>
    /// The result in an order that doesn't depend on the process. Hash codes of strings differ between processes, and sorting depends on
    /// the culture, which the published binary doesn't have.
    /// </summary>
    public static string WithoutOrder(string shape, string outcome)
    {
        var isUnordered =
            shape.Contains("Sorted")
            || shape.Contains("ImmutableDictionary")
            || shape is "IImmutableSet" or "ImmutableHashSet" or "Hashtable" or "NestedOfEverything";
        if (!isUnordered || outcome.StartsWith('!'))
        {
            return outcome;
        }

        using var document = JsonDocument.Parse(outcome);
        return Sorted(document.RootElement);
    }

    private static string Sorted(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Sorted).Order(StringComparer.Ordinal))}]",
            JsonValueKind.Object => "{"
                + string.Join(
                    ',',
                    value.EnumerateObject().Select(member => $"{member.Name}:{Sorted(member.Value)}").Order(StringComparer.Ordinal)
                )
                + "}",
            _ => value.GetRawText(),
        };

    private static string Of(Func<byte[]> action)
    {
        try
        {
            return Encoding.UTF8.GetString(action());
        }
        catch (Exception e)
        {
            return e is JsonException json
                ? $"!{e.GetType().Name} {e.Message} at {json.Path}:{json.LineNumber}:{json.BytePositionInLine} "
                    + $"inner {e.InnerException?.GetType().Name}"
                : $"!{e.GetType().Name} {e.Message}";
        }
    }
}
