using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace WsScaffold.Generated.Json;

/// <summary>Makes the members of one JSON object.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class JsonMembers
{
    private readonly Type _type;

    internal JsonMembers(JsonSerializerOptions options, Type type) => (Options, _type) = (options, type);

    /// <summary>The options of the contract.</summary>
    public JsonSerializerOptions Options { get; }

    /// <summary>One member.</summary>
    /// <typeparam name="T">The member's type.</typeparam>
    /// <param name="name">Its name in C#.</param>
    /// <param name="get">Reads it.</param>
    /// <param name="set">Writes it.</param>
    /// <param name="owner">The type that declares it, when that isn't the object's.</param>
    /// <param name="jsonName">Its name in JSON, when an attribute gives it.</param>
    /// <param name="isField">It is a field.</param>
    /// <param name="isVirtual">It is virtual, abstract or an override.</param>
    /// <param name="include">It has <see cref="JsonIncludeAttribute"/>.</param>
    /// <param name="extensionData">It takes what no other member does.</param>
    /// <param name="required">JSON must have it.</param>
    /// <param name="notNull">It is never null when read, and JSON must not hold null for it.</param>
    /// <param name="getNotNull">It is never null when read.</param>
    /// <param name="setNotNull">JSON must not hold null for it.</param>
    /// <param name="order">Its place.</param>
    /// <param name="ignore">When it is left out.</param>
    /// <param name="numberHandling">How its numbers are read and written.</param>
    /// <param name="creation">Whether reading replaces or fills its value.</param>
    /// <param name="converter">Its own converter.</param>
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

            // Generated code reaches what isn't public through accessors; false would make System.Text.Json refuse the type.
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
