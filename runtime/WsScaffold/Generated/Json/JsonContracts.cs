using System.Collections;
using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace WsScaffold.Generated.Json;

/// <summary>What the generated JSON contracts of an API derive from: the part that doesn't depend on the user's types.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class JsonContracts : JsonSerializerContext, IJsonTypeInfoResolver
{
    private readonly IJsonTypeInfoResolver? _own;

    /// <summary>Makes contracts.</summary>
    /// <param name="options">Options that no other context has.</param>
    /// <param name="own">The project's own context, if it names one.</param>
    protected JsonContracts(JsonSerializerOptions options, IJsonTypeInfoResolver? own = null)
        : base(options) => _own = own;

    /// <summary>
    /// The options of every contract: what the API's attribute says, and otherwise System.Text.Json's. Comments and trailing
    /// commas are errors.
    /// </summary>
    /// <param name="namingPolicy">How members are named; <see langword="null"/> for their names in C#.</param>
    /// <param name="defaultIgnoreCondition">Which members are left out.</param>
    /// <param name="numberHandling">Whether numbers may be strings.</param>
    /// <param name="caseInsensitive">Whether names are read without regard to case.</param>
    /// <param name="respectNullableAnnotations">Whether null and missing constructor parameters are errors where C# would say so.</param>
    /// <returns>Options that may still be changed, without a resolver.</returns>
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

        // Frames go to WebSocket clients and are never part of an HTML page, which is what the default encoder guards
        // against; text other than ASCII takes two or three bytes instead of six of the 128 KB that a message may have.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <inheritdoc/>
    protected sealed override JsonSerializerOptions? GeneratedSerializerOptions => null;

    /// <inheritdoc/>
    public sealed override JsonTypeInfo? GetTypeInfo(Type type) => Options.TryGetTypeInfo(type, out var contract) ? contract : null;

    JsonTypeInfo? IJsonTypeInfoResolver.GetTypeInfo(Type type, JsonSerializerOptions options) => Find(type, options);

    /// <summary>Makes the contract of a type of the closure.</summary>
    /// <param name="type">The type.</param>
    /// <param name="o">The options; the short name keeps generated code readable.</param>
    /// <returns>The contract, or <see langword="null"/> for other types.</returns>
    protected abstract JsonTypeInfo? Find(Type type, JsonSerializerOptions o);

    /// <summary>The contract that the project's own context has for a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="options">The options.</param>
    /// <returns>The contract, or <see langword="null"/>.</returns>
    protected JsonTypeInfo? Own(Type type, JsonSerializerOptions options) => _own?.GetTypeInfo(type, options);

    /// <summary>The contract of <typeparamref name="T"/>.</summary>
    /// <typeparam name="T">A type of the closure.</typeparam>
    /// <returns>The contract.</returns>
    internal JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    /// <summary>The contract of a type that a converter reads and writes.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="options">The options.</param>
    /// <param name="converter">The converter, or a factory of one.</param>
    /// <returns>The contract.</returns>
    protected static JsonTypeInfo<T> Value<T>(JsonSerializerOptions options, JsonConverter converter) =>
        JsonMetadataServices.CreateValueInfo<T>(options, Converter<T>(options, converter));

    /// <summary>The contract of a nullable value type.</summary>
    /// <typeparam name="T">The underlying type.</typeparam>
    /// <param name="options">The options.</param>
    /// <returns>The contract.</returns>
    protected static JsonTypeInfo<T?> Nullable<T>(JsonSerializerOptions options)
        where T : struct => JsonMetadataServices.CreateValueInfo<T?>(options, JsonMetadataServices.GetNullableConverter<T>(options));

    /// <summary>The contract of an enum written as numbers.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="options">The options.</param>
    /// <returns>The contract.</returns>
    protected static JsonTypeInfo<T> NumberEnum<T>(JsonSerializerOptions options)
        where T : struct, Enum => JsonMetadataServices.CreateValueInfo<T>(options, JsonMetadataServices.GetEnumConverter<T>(options));

    /// <summary>The contract of an enum written as names, which follow the naming policy of members. Numbers are refused: they are no part of the contract.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="options">The options.</param>
    /// <returns>The contract.</returns>
    protected static JsonTypeInfo<T> StringEnum<T>(JsonSerializerOptions options)
        where T : struct, Enum => Value<T>(options, new JsonStringEnumConverter<T>(options.PropertyNamingPolicy, allowIntegerValues: false));

    /// <summary>Adds to a stack that is not generic.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="item">What goes on top.</param>
    protected static void Push(Stack stack, object? item) => stack.Push(item);

    /// <summary>Adds to a queue that is not generic.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="item">What comes last.</param>
    protected static void Enqueue(Queue queue, object? item) => queue.Enqueue(item);

    /// <summary>Lets a contract follow the number handling of the options, or of the type's attribute.</summary>
    /// <typeparam name="T">The kind of contract.</typeparam>
    /// <param name="contract">A contract of <see cref="JsonMetadataServices"/>, which pins <see cref="JsonNumberHandling.Strict"/> unless told otherwise.</param>
    /// <param name="numberHandling">The type's attribute.</param>
    /// <returns>The same contract.</returns>
    protected static T Numbers<T>(T contract, JsonNumberHandling? numberHandling = null)
        where T : JsonTypeInfo
    {
        contract.NumberHandling = numberHandling;
        return contract;
    }

    /// <summary>The contract of a JSON object.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="options">The options.</param>
    /// <param name="members">Its properties and fields.</param>
    /// <param name="create">Makes an instance, when its constructor has no parameters.</param>
    /// <param name="construct">Makes an instance from constructor arguments.</param>
    /// <param name="parameters">The constructor's parameters.</param>
    /// <param name="numberHandling">The type's attribute.</param>
    /// <param name="unmappedMembers">The type's attribute.</param>
    /// <param name="creation">The type's attribute.</param>
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
    /// The setter of a member that takes its value from the constructor. The serializer wants one, since it is one of the
    /// type's, but sets such a member only in an object that it populates; generated code gives members of those their own.
    /// </summary>
    /// <typeparam name="T">The member's type.</typeparam>
    /// <param name="instance">The object.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="NotSupportedException">Always: someone else's options populate what the API's never do.</exception>
    protected static void ByConstructor<T>(object instance, T? value) =>
        throw new NotSupportedException("This object can't be populated: give the member that holds it [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)].");

    /// <summary>A constructor parameter without a default value.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="position">Its place, from 0.</param>
    /// <param name="name">Its name in C#.</param>
    /// <param name="nullable">Whether it may be null.</param>
    /// <returns>The parameter.</returns>
    protected static JsonParameterInfoValues Parameter<T>(int position, string name, bool nullable = false) =>
        new() { ParameterType = typeof(T), Position = position, Name = name, IsNullable = nullable };

    /// <summary>A constructor parameter with a default value.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="position">Its place, from 0.</param>
    /// <param name="name">Its name in C#.</param>
    /// <param name="nullable">Whether it may be null.</param>
    /// <param name="defaultValue">What it is without an argument, boxed as <typeparamref name="T"/>.</param>
    /// <returns>The parameter.</returns>
    protected static JsonParameterInfoValues OptionalParameter<T>(int position, string name, bool nullable, object? defaultValue) =>
        new() { ParameterType = typeof(T), Position = position, Name = name, IsNullable = nullable, HasDefaultValue = true, DefaultValue = defaultValue };

    /// <summary>A converter for exactly <typeparamref name="T"/>: factories are asked for theirs.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="options">The options.</param>
    /// <param name="converter">The converter, or a factory of one.</param>
    /// <returns>The converter.</returns>
    /// <exception cref="InvalidOperationException">The converter is not one for <typeparamref name="T"/>.</exception>
    protected static JsonConverter<T> Converter<T>(JsonSerializerOptions options, JsonConverter converter)
    {
        if (!converter.CanConvert(typeof(T)))
        {
            throw new InvalidOperationException($"The converter '{converter.GetType()}' cannot convert '{typeof(T)}'.");
        }

        return (converter is JsonConverterFactory factory ? factory.CreateConverter(typeof(T), options) : converter) as JsonConverter<T>
            ?? throw new InvalidOperationException($"The converter '{converter.GetType()}' made no converter for '{typeof(T)}'.");
    }

    /// <summary>A converter for a nullable value type, from one for the nullable or for the underlying type.</summary>
    /// <typeparam name="T">The underlying type.</typeparam>
    /// <param name="options">The options.</param>
    /// <param name="converter">The converter, or a factory of one.</param>
    /// <returns>The converter.</returns>
    /// <exception cref="InvalidOperationException">The converter is one for neither.</exception>
    protected static JsonConverter<T?> NullableConverter<T>(JsonSerializerOptions options, JsonConverter converter)
        where T : struct => converter.CanConvert(typeof(T?))
            ? Converter<T?>(options, converter)
            : JsonMetadataServices.GetNullableConverter(JsonMetadataServices.CreateValueInfo<T>(options, Converter<T>(options, converter)));
}
