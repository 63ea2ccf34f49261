using System.Collections;
using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace WsScaffold.Generated.Json;

/// <summary>The base class of an API's generated JSON contracts, independent of the user's types.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class JsonContracts : JsonSerializerContext, IJsonTypeInfoResolver
{
    private readonly IJsonTypeInfoResolver? _own;

    /// <summary>Creates the contracts.</summary>
    /// <param name="options">Options that no other context uses.</param>
    /// <param name="own">The project's own context, if there is one.</param>
    protected JsonContracts(JsonSerializerOptions options, IJsonTypeInfoResolver? own = null)
        : base(options) => _own = own;

    /// <summary>
    /// Creates the options of all contracts: those of the API's attribute, otherwise the defaults of System.Text.Json. Comments and
    /// trailing commas are errors.
    /// </summary>
    /// <param name="namingPolicy">The naming policy; <see langword="null"/> for the C# names.</param>
    /// <param name="defaultIgnoreCondition">When members are omitted.</param>
    /// <param name="numberHandling">Whether numbers can be strings.</param>
    /// <param name="caseInsensitive">Whether names are matched without regard to case.</param>
    /// <param name="respectNullableAnnotations">Whether nullable annotations apply.</param>
    /// <returns>Mutable options without a resolver.</returns>
    public static JsonSerializerOptions CreateOptions(
        JsonNamingPolicy? namingPolicy,
        JsonIgnoreCondition defaultIgnoreCondition = JsonIgnoreCondition.Never,
        JsonNumberHandling numberHandling = JsonNumberHandling.Strict,
        bool caseInsensitive = false,
        bool respectNullableAnnotations = true) => new()
    {
        PropertyNamingPolicy = namingPolicy,
        DefaultIgnoreCondition = defaultIgnoreCondition,
        NumberHandling = numberHandling,
        PropertyNameCaseInsensitive = caseInsensitive,
        RespectNullableAnnotations = respectNullableAnnotations,
        RespectRequiredConstructorParameters = respectNullableAnnotations,

        // The default encoder protects HTML pages, but frames are never part of one. With the relaxed encoder, non-ASCII text
        // takes two or three bytes instead of six of the 128 KB of a message.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <inheritdoc/>
    protected sealed override JsonSerializerOptions? GeneratedSerializerOptions => null;

    /// <inheritdoc/>
    public sealed override JsonTypeInfo? GetTypeInfo(Type type) => Options.TryGetTypeInfo(type, out var contract) ? contract : null;

    JsonTypeInfo? IJsonTypeInfoResolver.GetTypeInfo(Type type, JsonSerializerOptions options) => Find(type, options);

    /// <summary>Creates the contract of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="o">The options. The short name keeps generated code readable.</param>
    /// <returns>The contract, or <see langword="null"/> for other types.</returns>
    protected abstract JsonTypeInfo? Find(Type type, JsonSerializerOptions o);

    /// <summary>Gets the contract of a type from the project's own context.</summary>
    /// <param name="type">The type.</param>
    /// <param name="options">The options.</param>
    /// <returns>The contract, or <see langword="null"/>.</returns>
    protected JsonTypeInfo? Own(Type type, JsonSerializerOptions options) => _own?.GetTypeInfo(type, options);

    /// <summary>The contract of <typeparamref name="T"/>.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <returns>The contract.</returns>
    internal JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    /// <summary>Creates the contract of a type with a converter.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="options">The options.</param>
    /// <param name="converter">The converter or converter factory.</param>
    /// <returns>The contract.</returns>
    protected static JsonTypeInfo<T> Value<T>(JsonSerializerOptions options, JsonConverter converter) =>
        JsonMetadataServices.CreateValueInfo<T>(options, Converter<T>(options, converter));

    /// <summary>Creates the contract of a nullable value type.</summary>
    /// <typeparam name="T">The underlying type.</typeparam>
    /// <param name="options">The options.</param>
    /// <returns>The contract.</returns>
    protected static JsonTypeInfo<T?> Nullable<T>(JsonSerializerOptions options)
        where T : struct => JsonMetadataServices.CreateValueInfo<T?>(options, JsonMetadataServices.GetNullableConverter<T>(options));

    /// <summary>Creates the contract of an enum with numeric values.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="options">The options.</param>
    /// <returns>The contract.</returns>
    protected static JsonTypeInfo<T> NumberEnum<T>(JsonSerializerOptions options)
        where T : struct, Enum => JsonMetadataServices.CreateValueInfo<T>(options, JsonMetadataServices.GetEnumConverter<T>(options));

    /// <summary>
    /// Creates the contract of an enum with names, which follow the naming policy of members. Numbers are rejected, since they are
    /// not part of the contract.
    /// </summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="options">The options.</param>
    /// <returns>The contract.</returns>
    protected static JsonTypeInfo<T> StringEnum<T>(JsonSerializerOptions options)
        where T : struct, Enum =>
        Value<T>(options, new JsonStringEnumConverter<T>(options.PropertyNamingPolicy, allowIntegerValues: false));

    /// <summary>Adds an item to a non-generic stack.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="item">The item.</param>
    protected static void Push(Stack stack, object? item) => stack.Push(item);

    /// <summary>Adds an item to a non-generic queue.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="item">The item.</param>
    protected static void Enqueue(Queue queue, object? item) => queue.Enqueue(item);

    /// <summary>Applies the number handling of the options or of the type's attribute to a contract.</summary>
    /// <typeparam name="T">The kind of contract.</typeparam>
    /// <param name="contract">
    /// A contract of <see cref="JsonMetadataServices"/>, which sets <see cref="JsonNumberHandling.Strict"/> by default.
    /// </param>
    /// <param name="numberHandling">The value of the type's attribute.</param>
    /// <returns>The same contract.</returns>
    protected static T Numbers<T>(T contract, JsonNumberHandling? numberHandling = null)
        where T : JsonTypeInfo
    {
        contract.NumberHandling = numberHandling;
        return contract;
    }

    /// <summary>Creates the contract of a JSON object.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="options">The options.</param>
    /// <param name="members">Creates its members.</param>
    /// <param name="create">Creates an instance, if the constructor has no parameters.</param>
    /// <param name="construct">Creates an instance from constructor arguments.</param>
    /// <param name="parameters">Creates the parameters of the constructor.</param>
    /// <param name="numberHandling">The value of the type's attribute.</param>
    /// <param name="unmappedMembers">The value of the type's attribute.</param>
    /// <param name="creation">The value of the type's attribute.</param>
    /// <returns>The contract.</returns>
    protected static JsonTypeInfo<T> ObjectOf<T>(
        JsonSerializerOptions options,
        Func<JsonMembers, JsonPropertyInfo[]> members,
        Func<T>? create = null,
        Func<object[], T>? construct = null,
        Func<JsonParameterInfoValues[]>? parameters = null,
        JsonNumberHandling? numberHandling = null,
        JsonUnmappedMemberHandling? unmappedMembers = null,
        JsonObjectCreationHandling? creation = null)
        where T : notnull
    {
        var contract = Numbers(
            JsonMetadataServices.CreateObjectInfo(options, new JsonObjectInfoValues<T>
            {
                ObjectCreator = create,
                ObjectWithParameterizedConstructorCreator = construct,
                ConstructorParameterMetadataInitializer = parameters,
                PropertyMetadataInitializer = _ => members(new(options, typeof(T))),
            }),
            numberHandling);
        contract.UnmappedMemberHandling = unmappedMembers;
        contract.PreferredPropertyObjectCreationHandling = creation;
        return contract;
    }

    /// <summary>
    /// The setter of a member whose value comes from the constructor. The serializer requires one, but only calls it for an object
    /// that it populates; generated code gives the members of such objects real setters.
    /// </summary>
    /// <typeparam name="T">The member's type.</typeparam>
    /// <param name="instance">The object.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="NotSupportedException">Always: only options other than the API's populate such an object.</exception>
    protected static void ByConstructor<T>(object instance, T? value) =>
        throw new NotSupportedException(
            "This object cannot be populated. Add [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] to the member that "
                + "holds it."
        );

    /// <summary>Describes a constructor parameter without a default value.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="position">The position, from 0.</param>
    /// <param name="name">The name in C#.</param>
    /// <param name="nullable">Whether the value can be null.</param>
    /// <returns>The parameter.</returns>
    protected static JsonParameterInfoValues Parameter<T>(int position, string name, bool nullable = false) =>
        new() { ParameterType = typeof(T), Position = position, Name = name, IsNullable = nullable };

    /// <summary>Describes a constructor parameter with a default value.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="position">The position, from 0.</param>
    /// <param name="name">The name in C#.</param>
    /// <param name="nullable">Whether the value can be null.</param>
    /// <param name="defaultValue">The default value, boxed as <typeparamref name="T"/>.</param>
    /// <returns>The parameter.</returns>
    protected static JsonParameterInfoValues OptionalParameter<T>(int position, string name, bool nullable, object? defaultValue) =>
        new()
        {
            ParameterType = typeof(T),
            Position = position,
            Name = name,
            IsNullable = nullable,
            HasDefaultValue = true,
            DefaultValue = defaultValue,
        };

    /// <summary>Gets a converter for exactly <typeparamref name="T"/>. A factory creates it.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="options">The options.</param>
    /// <param name="converter">The converter or converter factory.</param>
    /// <returns>The converter.</returns>
    /// <exception cref="InvalidOperationException">The converter does not support <typeparamref name="T"/>.</exception>
    protected static JsonConverter<T> Converter<T>(JsonSerializerOptions options, JsonConverter converter)
    {
        if (!converter.CanConvert(typeof(T)))
        {
            throw new InvalidOperationException($"The converter '{converter.GetType()}' cannot convert '{typeof(T)}'.");
        }

        return (converter is JsonConverterFactory factory ? factory.CreateConverter(typeof(T), options) : converter) as JsonConverter<T>
            ?? throw new InvalidOperationException($"The converter '{converter.GetType()}' created no converter for '{typeof(T)}'.");
    }

    /// <summary>Gets a converter for a nullable value type from a converter for the nullable or the underlying type.</summary>
    /// <typeparam name="T">The underlying type.</typeparam>
    /// <param name="options">The options.</param>
    /// <param name="converter">The converter or converter factory.</param>
    /// <returns>The converter.</returns>
    /// <exception cref="InvalidOperationException">The converter supports neither.</exception>
    protected static JsonConverter<T?> NullableConverter<T>(JsonSerializerOptions options, JsonConverter converter)
        where T : struct => converter.CanConvert(typeof(T?))
            ? Converter<T?>(options, converter)
            : JsonMetadataServices.GetNullableConverter(JsonMetadataServices.CreateValueInfo<T>(options, Converter<T>(options, converter)));
}
