using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace WsScaffold.Generated.Json;

/// <summary>Creates the members of a JSON object's contract.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class JsonMembers
{
    private readonly Type _type;

    internal JsonMembers(JsonSerializerOptions options, Type type) => (Options, _type) = (options, type);

    /// <summary>The options of the contract.</summary>
    public JsonSerializerOptions Options { get; }

    /// <summary>Creates a member.</summary>
    /// <typeparam name="T">The member's type.</typeparam>
    /// <param name="name">The name in C#.</param>
    /// <param name="get">The getter.</param>
    /// <param name="set">The setter.</param>
    /// <param name="owner">The declaring type, if it is not that of the object.</param>
    /// <param name="jsonName">The name in JSON, if an attribute sets it.</param>
    /// <param name="isField">Whether it is a field.</param>
    /// <param name="isVirtual">Whether it is virtual, abstract or an override.</param>
    /// <param name="include">Whether it has <see cref="JsonIncludeAttribute"/>.</param>
    /// <param name="extensionData">Whether it holds extension data.</param>
    /// <param name="required">Whether JSON must contain it.</param>
    /// <param name="notNull">Whether it must not be null, neither when read nor in JSON.</param>
    /// <param name="getNotNull">Whether it is never null when read.</param>
    /// <param name="setNotNull">Whether JSON must not contain null for it.</param>
    /// <param name="order">The order.</param>
    /// <param name="ignore">When it is omitted.</param>
    /// <param name="numberHandling">The number handling.</param>
    /// <param name="creation">Whether reading replaces or populates its value.</param>
    /// <param name="converter">The converter of the member.</param>
    /// <returns>The member.</returns>
    public JsonPropertyInfo Member<T>(
        string name,
        Func<object, T?>? get,
        Action<object, T?>? set,
        Type? owner = null,
        string? jsonName = null,
        bool isField = false,
        bool isVirtual = false,
        bool include = false,
        bool extensionData = false,
        bool required = false,
        bool notNull = false,
        bool getNotNull = false,
        bool setNotNull = false,
        int order = 0,
        JsonIgnoreCondition? ignore = null,
        JsonNumberHandling? numberHandling = null,
        JsonObjectCreationHandling? creation = null,
        JsonConverter<T>? converter = null)
    {
        var member = JsonMetadataServices.CreatePropertyInfo(Options, new JsonPropertyInfoValues<T>
        {
            DeclaringType = owner ?? _type,
            PropertyName = name,
            JsonPropertyName = jsonName,
            Getter = get,
            Setter = set,
            Converter = converter,
            IgnoreCondition = ignore,
            NumberHandling = numberHandling,
            IsProperty = !isField,
            IsVirtual = isVirtual,
            IsExtensionData = extensionData,
            HasJsonInclude = include,

            // Generated code reaches non-public members through accessors; with false, System.Text.Json would reject the type.
            IsPublic = true,
        });
        member.Order = order;
        member.ObjectCreationHandling = creation;
        if (required)
        {
            member.IsRequired = true;
        }

        if (notNull || getNotNull)
        {
            member.IsGetNullable = false;
        }

        if (notNull || setNotNull)
        {
            member.IsSetNullable = false;
        }

        return member;
    }
}
