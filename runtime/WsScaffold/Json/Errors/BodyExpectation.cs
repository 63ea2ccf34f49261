using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WsScaffold.Json.Errors;

/// <summary>Describes what a contract expects, in terms of JSON.</summary>
internal static class BodyExpectation
{
    public const string Required = "is required";
    public const string NotNull = "must not be null";
    public const string Unexpected = "has an unexpected value";

    private const int MostNames = 20;

    /// <param name="contract">The contract.</param>
    /// <param name="token">The token in the body.</param>
    public static string Of(JsonTypeInfo contract, JsonTokenType token) => contract.Kind switch
    {
        JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "expected an object",
        JsonTypeInfoKind.Enumerable => "expected an array",
        _ when contract.Type.IsEnum => OneOf(EnumNames(contract)),
        _ => OfScalar(contract.Type, isNumber: token is JsonTokenType.Number or JsonTokenType.PropertyName),
    };

    public static string OneOf(IEnumerable<string> names)
    {
        var shown = names.Distinct().Take(MostNames + 1).ToArray();
        return $"expected one of: {string.Join(", ", shown.Take(MostNames))}{(shown.Length > MostNames ? ", …" : "")}";
    }

    /// <summary>Whether the name of a member is a valid key of the dictionary.</summary>
    public static bool IsKey(string name, JsonTypeInfo key)
    {
        if (key.Type == typeof(string) || key.Type == typeof(object))
        {
            return true;
        }

        // Keys are strings, or numbers in strings.
        var text = JsonEncodedText.Encode(name).EncodedUtf8Bytes;
        return IsReadable([(byte)'"', .. text, (byte)'"'], key) || IsReadable(text, key);
    }

    private static bool IsReadable(ReadOnlySpan<byte> json, JsonTypeInfo contract)
    {
        try
        {
            JsonSerializer.Deserialize(json, contract);
            return true;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    // Written by the contract itself, so that naming policy and attributes apply.
    private static IEnumerable<string> EnumNames(JsonTypeInfo contract)
    {
        foreach (var value in Enum.GetValuesAsUnderlyingType(contract.Type))
        {
            yield return JsonSerializer.Serialize(Enum.ToObject(contract.Type, value), contract).Trim('"');
        }
    }

    private static string OfScalar(Type type, bool isNumber) =>
        type switch
        {
            _ when type == typeof(string) => "expected a string",
            _ when type == typeof(bool) => "expected true or false",
            _ when type == typeof(char) => "expected a string of one character",
            _ when type == typeof(Guid) => "expected a UUID, as a string",
            _ when type == typeof(DateTime) || type == typeof(DateTimeOffset) => "expected a date and time, as an ISO 8601 string",
            _ when type == typeof(DateOnly) => "expected a date, as a string yyyy-MM-dd",
            _ when type == typeof(TimeOnly) => "expected a time, as a string HH:mm:ss",
            _ when type == typeof(TimeSpan) => "expected a duration, as a string d.hh:mm:ss",
            _ when type == typeof(Uri) => "expected a URL, as a string",
            _ when type == typeof(Version) => "expected a version, as a string",
            _ when type == typeof(byte[]) || type == typeof(Memory<byte>) || type == typeof(ReadOnlyMemory<byte>) =>
                "expected bytes, as a base64 string",
            _ when type == typeof(float) || type == typeof(double) || type == typeof(decimal) || type == typeof(Half) => isNumber
                ? "is out of range"
                : "expected a number",
            _ when Range(type) is { } range => isNumber
                ? $"expected a whole number from {range.Least} to {range.Most}"
                : "expected a number",
            _ => Unexpected,
        };

    private static (string Least, string Most)? Range(Type type) => type switch
    {
        _ when type == typeof(byte) => Show(byte.MinValue, byte.MaxValue),
        _ when type == typeof(sbyte) => Show(sbyte.MinValue, sbyte.MaxValue),
        _ when type == typeof(short) => Show(short.MinValue, short.MaxValue),
        _ when type == typeof(ushort) => Show(ushort.MinValue, ushort.MaxValue),
        _ when type == typeof(int) => Show(int.MinValue, int.MaxValue),
        _ when type == typeof(uint) => Show(uint.MinValue, uint.MaxValue),
        _ when type == typeof(long) => Show(long.MinValue, long.MaxValue),
        _ when type == typeof(ulong) => Show(ulong.MinValue, ulong.MaxValue),
        _ when type == typeof(Int128) => Show(Int128.MinValue, Int128.MaxValue),
        _ when type == typeof(UInt128) => Show(UInt128.MinValue, UInt128.MaxValue),
        _ => null,
    };

    private static (string Least, string Most) Show<T>(T least, T most)
        where T : IFormattable => (least.ToString(null, CultureInfo.InvariantCulture), most.ToString(null, CultureInfo.InvariantCulture));
}
