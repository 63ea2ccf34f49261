using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WsScaffold.Generator.Tests.Json;

/// <summary>
/// Creates random values without calling constructors, so fields can have values that reading JSON would never set, such as null in a
/// non-nullable member or an undefined enum value. The same random numbers create the same value.
/// </summary>
internal sealed class RandomValue(Random random, JsonSerializerOptions options, Assembly corpus)
{
    private readonly RandomDocument _documents = new(random, options);

    public object? Make(Type type, int depth = 0)
    {
        if (depth > 4 || (random.Next(10) == 0 && depth > 0))
        {
            return Default(type);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Make(underlying, depth);
        }

        return Scalar(type, depth) ?? options.GetTypeInfo(type).Kind switch
        {
            JsonTypeInfoKind.Object when type.IsAbstract => MakeImplementation(type, depth),
            JsonTypeInfoKind.Object => Fill(RuntimeHelpers.GetUninitializedObject(type), type, depth),
            _ => Read(type),
        };
    }

    private object? Scalar(Type type, int depth) =>
        type switch
        {
            { IsEnum: true } => random.Next(10) == 0
                ? Enum.ToObject(type, 99)
                : Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length)),
            _ when type == typeof(string) => _documents.Pick(["", "plain", "é<>&'\"\\\n\u2028", "\ud83d\ude00", "\ud83d lone"]),
            _ when type == typeof(double) => _documents.Pick([0d, -0d, 1.5, double.MaxValue, double.NaN, double.PositiveInfinity]),
            _ when type == typeof(float) => _documents.Pick([0f, 1.5f, float.Epsilon, float.NaN]),
            _ when type == typeof(object) && depth > 0 => Make(
                _documents.Pick([typeof(int), typeof(string), typeof(JsonElement)]),
                depth + 1
            ),
            _ when type == typeof(byte[]) => _documents.Pick<byte[]>([
                [],
                [1, 2, 250],
            ]),
            { IsArray: true } => MakeArray(type.GetElementType()!, depth),
            _ => null,
        };

    private Array MakeArray(Type element, int depth)
    {
        var array = Array.CreateInstance(element, random.Next(4));
        for (var i = 0; i < array.Length; i++)
        {
            array.SetValue(Make(element, depth + 1), i);
        }

        return array;
    }

    private object? MakeImplementation(Type type, int depth)
    {
        var candidates = corpus.GetTypes().Where(t => !t.IsAbstract && !t.IsGenericTypeDefinition && type.IsAssignableFrom(t)).ToArray();
        return candidates.Length == 0 ? null : Make(_documents.Pick(candidates), depth);
    }

    private object Fill(object instance, Type type, int depth)
    {
        for (var at = type; at is not null && at != typeof(object) && at != typeof(ValueType); at = at.BaseType)
        {
            foreach (
                var field in at.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            )
            {
                if (!typeof(Delegate).IsAssignableFrom(field.FieldType) && field.FieldType != typeof(Type))
                {
                    field.SetValue(instance, Make(field.FieldType, depth + 1));
                }
            }
        }

        return instance;
    }

    private object? Read(Type type)
    {
        try
        {
            return JsonSerializer.Deserialize(_documents.Write(type), type, options);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or FormatException or InvalidOperationException)
        {
            return Default(type);
        }
    }

    private static object? Default(Type type) => type.IsValueType ? RuntimeHelpers.GetUninitializedObject(type) : null;
}
