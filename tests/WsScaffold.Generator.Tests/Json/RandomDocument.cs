using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WsScaffold.Generator.Tests.Json;

/// <summary>
/// Writes random JSON for a type. Some members are missing, null, unknown, repeated or of the wrong kind.
/// </summary>
internal sealed class RandomDocument(Random random, JsonSerializerOptions options)
{
    private static readonly Dictionary<Type, string[]> _scalars = new()
    {
        [typeof(bool)] = ["true", "false"],
        [typeof(char)] = ["\"c\"", "\"\\u00e9\"", "\"cc\""],
        [typeof(string)] = ["\"\"", "\"text\"", "\"h\\u00e9 \\\"q\\\" \\n\"", "\"日本<>&'+\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\""],
        [typeof(Guid)] = ["\"2f1e4fc0-81fd-4dfc-b1b6-6f5a5a0e2d11\"", "\"no guid\""],
        [typeof(DateTime)] = ["\"2026-11-22T19:42:00Z\"", "\"2026-11-22\"", "\"2026-11-22T19:42:00.1234567+02:00\"", "\"22.11.2026\""],
        [typeof(DateTimeOffset)] = ["\"2026-11-22T19:42:00Z\"", "\"2026-11-22T19:42:00-07:00\"", "\"x\""],
        [typeof(DateOnly)] = ["\"2026-11-22\"", "\"2026-13-22\""],
        [typeof(TimeOnly)] = ["\"19:42:00\"", "\"19:42:00.5\"", "\"25:00:00\""],
        [typeof(TimeSpan)] = ["\"1.02:03:04\"", "\"00:00:01.5\"", "\"soon\""],
        [typeof(Uri)] = ["\"https://example.com/a?b=c\"", "\"relative\""],
        [typeof(Version)] = ["\"1.2.3\"", "\"1\""],
        [typeof(byte[])] = ["\"AQID\"", "\"\"", "\"?\""],
        [typeof(Memory<byte>)] = ["\"AQID\"", "\"\""],
        [typeof(ReadOnlyMemory<byte>)] = ["\"AQID\"", "\"\""],
    };

    private static readonly string[] _numbers =
    [
        "0",
        "1",
        "-1",
        "7",
        "42",
        "255",
        "300",
        "2147483647",
        "9999999999",
        "1.5",
        "-2.25e3",
        "1e400",
        "\"12\"",
    ];
    private static readonly string[] _anything = ["null", "true", "1", "\"x\"", "[]", "[1,\"a\"]", "{}", "{\"a\":{\"b\":[null]}}"];

    private bool _mischief;

    /// <summary>Writes a document. The structure of every other document is valid.</summary>
    public string Write(Type type)
    {
        _mischief = random.Next(2) == 0;
        var text = new StringBuilder();
        Write(text, type, depth: 0);
        return text.ToString();
    }

    /// <summary>Damages a document by removing, repeating, replacing or inserting bytes.</summary>
    public string Mutate(string document)
    {
        var text = new StringBuilder(document);
        for (var edits = random.Next(1, 4); edits > 0 && text.Length > 0; edits--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(5))
            {
                case 0: text.Remove(at, 1); break;
                case 1: text.Length = at; break;
                case 2: text.Insert(at, "{}[]\",:01-.etnf \\u/"[random.Next(19)]); break;
                case 3: text.Insert(at, document.AsSpan(random.Next(document.Length))); break;
                default: text[at] = "{}[]\",:01-.etnf \\u/"[random.Next(19)]; break;
            }
        }

        return text.ToString();
    }

    public T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private bool OneIn(int chances) => random.Next(chances) == 0 && _mischief;

    private void Write(StringBuilder text, Type type, int depth)
    {
        var contract = options.GetTypeInfo(type);
        if (OneIn(25) || depth > 5)
        {
            text.Append(depth > 5 && !type.IsValueType ? "null" : Pick(_anything));
        }
        else if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            Write(text, underlying, depth);
        }
        else if (contract.Kind == JsonTypeInfoKind.Object)
        {
            WriteObject(text, contract, depth);
        }
        else if (contract.Kind == JsonTypeInfoKind.Enumerable)
        {
            var items = Enumerable.Range(0, random.Next(4)).Select(_ => Part(contract.ElementType!, depth));
            text.Append('[').AppendJoin(',', items).Append(']');
        }
        else if (contract.Kind == JsonTypeInfoKind.Dictionary)
        {
            var entries = Enumerable.Range(0, random.Next(4)).Select(_ => $"{Key(contract.KeyType!)}:{Part(contract.ElementType!, depth)}");
            text.Append('{').AppendJoin(',', entries).Append('}');
        }
        else
        {
            text.Append(Scalar(type));
        }
    }

    private string Part(Type type, int depth)
    {
        var part = new StringBuilder();
        Write(part, type, depth + 1);
        return part.ToString();
    }

    private void WriteObject(StringBuilder text, JsonTypeInfo contract, int depth)
    {
        var members = new List<string>();
        if (contract.PolymorphismOptions is { DerivedTypes: { Count: > 0 } derivedTypes } polymorphism && !OneIn(8))
        {
            var derived = derivedTypes[random.Next(derivedTypes.Count)];
            var discriminator = derived.TypeDiscriminator is int number ? $"{number}" : $"\"{derived.TypeDiscriminator}\"";
            members.Add($"\"{polymorphism.TypeDiscriminatorPropertyName}\":{discriminator}");
            contract = options.GetTypeInfo(derived.DerivedType);
        }

        foreach (var member in contract.Properties)
        {
            if (member.IsExtensionData || OneIn(12))
            {
                continue;
            }

            var name = JsonEncodedText.Encode(OneIn(40) ? member.Name.ToUpperInvariant() : member.Name).ToString();
            var colon = OneIn(20) ? " : " : ":";
            var isNull = OneIn(10) || (member.IsSetNullable && random.Next(8) == 0);
            members.Add($"\"{name}\"{colon}{(isNull ? "null" : Part(member.PropertyType, depth))}");
        }

        if (OneIn(6))
        {
            members.Insert(random.Next(members.Count + 1), $"\"unknown\":{Pick(_anything)}");
        }

        if (OneIn(20) && members.Count > 0)
        {
            members.Add(Pick(members));
        }

        text.Append('{').AppendJoin(OneIn(20) ? " ,\n" : ",", members).Append('}');
    }

    private string Key(Type type) => Scalar(type) is ['"', ..] text ? text : $"\"{random.Next(100)}\"";

    private string Scalar(Type type)
    {
        if (type.IsEnum)
        {
            var names = Enum.GetNames(type);
            return OneIn(6) || random.Next(8) == 0
                ? Pick(["1", "99", "\"unknown\"", "\"1\"", "\"\""])
                : $"\"{options.PropertyNamingPolicy?.ConvertName(Pick(names)) ?? Pick(names)}\"";
        }

        return Pick(_scalars.TryGetValue(type, out var samples) ? samples
            : type.Namespace == "System" && type != typeof(object) ? _numbers
            : type.Name == "Wrapped`1" ? _numbers
            : type.Name == "Temperature" ? ["\"20C\"", "\"-1.5C\"", "\"C\"", "3"]
            : _anything);
    }
}
