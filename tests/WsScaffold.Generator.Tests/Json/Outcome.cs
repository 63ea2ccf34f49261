using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WsScaffold.Generator.Tests.Json;

/// <summary>The result of a serializer as text to compare: the bytes, all fields of the object, or the exception.</summary>
internal static class Outcome
{
    public static string OfWriting(object? value, Type type, JsonSerializerOptions options) =>
        Of(() => Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(value, type, options)));

    public static string OfReading(string document, Type type, JsonSerializerOptions options) =>
        Of(() => Dump(JsonSerializer.Deserialize(Encoding.UTF8.GetBytes(document), type, options)));

    public static bool IsException(string outcome) => outcome.StartsWith('!');

    /// <summary>All fields, including private ones. Writing the object as JSON instead would hide lost private state.</summary>
    public static string Dump(object? value)
    {
        var text = new StringBuilder();
        Dump(text, value);
        return text.ToString();
    }

    private static string Of(Func<string> action)
    {
        try
        {
            return action();
        }
        catch (Exception e)
        {
            return Describe(e);
        }
    }

    private static string Describe(Exception e) => e is JsonException json
        ? $"!{e.GetType().Name} {e.Message} at {json.Path}:{json.LineNumber}:{json.BytePositionInLine} "
            + $"inner {e.InnerException?.GetType().Name}"
        : $"!{e.GetType().Name} {e.Message}";

    private static void Dump(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string s:
                text.Append('"').Append(s).Append('"');
                break;
            case JsonElement e:
                text.Append(e.ValueKind == JsonValueKind.Undefined ? "undefined" : e.GetRawText());
                break;
            case JsonDocument d:
                text.Append(d.RootElement.GetRawText());
                break;
            case JsonNode n:
                text.Append(n.ToJsonString());
                break;
            case Enum e:
                text.Append(e.GetType().Name).Append('.').Append(e);
                break;
            case IFormattable f when value.GetType().Namespace == "System":
                text.Append(value.GetType().Name)
                    .Append(' ')
                    .Append(
                        f.ToString(value is DateTime or DateTimeOffset or DateOnly or TimeOnly ? "O" : null, CultureInfo.InvariantCulture)
                    );
                break;
            case bool or char or Uri or Version:
                text.Append(value);
                break;
            case IEnumerable items:
                DumpItems(text, items);
                break;
            default:
                DumpFields(text, value);
                break;
        }
    }

    private static void DumpItems(StringBuilder text, IEnumerable items)
    {
        text.Append(items.GetType().Name).Append('[');
        try
        {
            foreach (var item in items)
            {
                Dump(text, item);
                text.Append(", ");
            }
        }
        catch (InvalidOperationException)
        {
            text.Append("default"); // an ImmutableArray that was never made
        }

        text.Append(']');
    }

    private static void DumpFields(StringBuilder text, object value)
    {
        text.Append(value.GetType().Name).Append('{');
        for (var at = value.GetType(); at is not null && at != typeof(object) && at != typeof(ValueType); at = at.BaseType)
        {
            foreach (
                var field in at.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            )
            {
                text.Append(field.Name).Append('=');
                Dump(text, field.GetValue(value));
                text.Append("; ");
            }
        }

        text.Append('}');
    }
}
