using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using WsScaffold.Generated.Json;

namespace WsScaffold.Generator.Tests.Json;

/// <summary>The same options for both serializers, with different sources of contracts.</summary>
internal sealed record OptionSet(string Name, JsonSerializerOptions Contracts, JsonSerializerOptions Reflection)
{
    public static IReadOnlyList<OptionSet> All(IJsonTypeInfoResolver names, IJsonTypeInfoResolver numbers) =>
        [
            .. ApiOptionSets.All.Select(set => Make(set.Name, set.Options, names, withEnumNames: true)),
            Make("as System.Text.Json", new(), numbers, withEnumNames: false),
            Make(
                "kebab-case, numbers as strings",
                JsonContracts.CreateOptions(
                    JsonNamingPolicy.KebabCaseLower,
                    numberHandling: JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString
                ),
                numbers,
                withEnumNames: false
            ),
            Make(
                "what no API can say",
                new()
                {
                    Encoder = JavaScriptEncoder.Default,
                    DictionaryKeyPolicy = JsonNamingPolicy.CamelCase,
                    IncludeFields = true,
                    IgnoreReadOnlyProperties = true,
                    PreferredObjectCreationHandling = JsonObjectCreationHandling.Populate,
                    AllowDuplicateProperties = false,
                    AllowOutOfOrderMetadataProperties = true,
                    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
                    AllowTrailingCommas = true,
                    ReadCommentHandling = JsonCommentHandling.Skip,
                    WriteIndented = true,
                },
                numbers,
                withEnumNames: false
            ),
        ];

    public override string ToString() => Name;

    /// <summary>The same options for the reflection serializer.</summary>
    public static JsonSerializerOptions Reflect(JsonSerializerOptions options, bool withEnumNames)
    {
        var reflection = new JsonSerializerOptions(options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        if (withEnumNames)
        {
            reflection.Converters.Add(new EnumNames(options.PropertyNamingPolicy));
        }

        reflection.MakeReadOnly();
        return reflection;
    }

    private static OptionSet Make(string name, JsonSerializerOptions options, IJsonTypeInfoResolver contracts, bool withEnumNames) =>
        new(name, new(options) { TypeInfoResolver = contracts }, Reflect(options, withEnumNames));

    /// <summary>The enum style of the API must not replace the converter of an attribute, as a converter in the options does.</summary>
    private sealed class EnumNames(JsonNamingPolicy? policy) : JsonConverterFactory
    {
        private readonly JsonStringEnumConverter _names = new(policy, allowIntegerValues: false);

        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsEnum && !typeToConvert.IsDefined(typeof(JsonConverterAttribute), inherit: false);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            _names.CreateConverter(typeToConvert, options)!;
    }
}
