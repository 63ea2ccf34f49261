using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace WsScaffold.Json.Errors;

/// <summary>Compares a well-formed body with its contract and collects the differences.</summary>
internal ref struct BodyErrorWalk(ReadOnlySpan<byte> body, JsonSerializerOptions options)
{
    private readonly ReadOnlySpan<byte> _body = body;
    private readonly List<BodyError> _errors = [];
    private readonly BodyPath _path = new();

    public readonly IReadOnlyList<BodyError> Run(JsonTypeInfo contract)
    {
        var reader = new Utf8JsonReader(_body, new JsonReaderOptions { MaxDepth = options.MaxDepth });
        reader.Read();
        Value(ref reader, contract, nullable: false);
        return _errors;
    }

    private readonly void Add(string message)
    {
        if (_errors.Count < BodyErrors.Limit)
        {
            _errors.Add(new(_path.ToString(), message));
        }
    }

    private readonly void Value(ref Utf8JsonReader reader, JsonTypeInfo contract, bool nullable)
    {
        if (_errors.Count == BodyErrors.Limit)
        {
            reader.Skip();
        }
        else if (Nullable.GetUnderlyingType(contract.Type) is { } underlying)
        {
            if (reader.TokenType != JsonTokenType.Null || !nullable)
            {
                Value(ref reader, options.GetTypeInfo(underlying), nullable: false);
            }
        }
        else if (reader.TokenType == JsonTokenType.Null && !contract.Type.IsValueType)
        {
            if (!nullable)
            {
                Add(BodyExpectation.NotNull);
            }
        }
        else
        {
            Content(ref reader, contract);
        }
    }

    private readonly void Content(ref Utf8JsonReader reader, JsonTypeInfo contract)
    {
        switch (contract.Kind, reader.TokenType)
        {
            case (JsonTypeInfoKind.Object, JsonTokenType.StartObject) when contract.PolymorphismOptions is { } polymorphism:
                Derived(ref reader, contract, polymorphism);
                break;
            case (JsonTypeInfoKind.Object, JsonTokenType.StartObject):
                Members(ref reader, contract, discriminator: null);
                break;
            case (JsonTypeInfoKind.Dictionary, JsonTokenType.StartObject):
                Entries(ref reader, contract);
                break;
            case (JsonTypeInfoKind.Enumerable, JsonTokenType.StartArray):
                Items(ref reader, options.GetTypeInfo(contract.ElementType!));
                break;
            case (JsonTypeInfoKind.None, _):
                Opaque(ref reader, contract);
                break;
            default:
                Add(reader.TokenType == JsonTokenType.Null ? BodyExpectation.NotNull : BodyExpectation.Of(contract, reader.TokenType));
                reader.Skip();
                break;
        }
    }

    private readonly void Members(ref Utf8JsonReader reader, JsonTypeInfo contract, string? discriminator)
    {
        var seen = new bool[contract.Properties.Count];
        var strict = (contract.UnmappedMemberHandling ?? options.UnmappedMemberHandling) == JsonUnmappedMemberHandling.Disallow;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Name(ref reader);
            var index = IndexOf(contract, name);
            reader.Read();
            var mark = _path.Push(name);
            if (index >= 0)
            {
                seen[index] = true;
                Member(ref reader, contract.Properties[index]);
            }
            else
            {
                if (strict && name != discriminator)
                {
                    Add("is not a known member");
                }

                reader.Skip();
            }

            _path.Pop(mark);
        }

        for (var i = 0; i < seen.Length; i++)
        {
            if (!seen[i] && IsRequired(contract.Properties[i]))
            {
                var mark = _path.Push(contract.Properties[i].Name);
                Add(BodyExpectation.Required);
                _path.Pop(mark);
            }
        }
    }

    private readonly void Member(ref Utf8JsonReader reader, JsonPropertyInfo member)
    {
        var isRead = member.Set is not null || member.AssociatedParameter is not null;
        if (isRead && member.CustomConverter is null && !member.IsExtensionData)
        {
            Value(ref reader, options.GetTypeInfo(member.PropertyType), member.AssociatedParameter?.IsNullable ?? member.IsSetNullable);
        }
        else
        {
            // System.Text.Json also skips read-only members. The converter of a member cannot be called from here.
            reader.Skip();
        }
    }

    private readonly void Items(ref Utf8JsonReader reader, JsonTypeInfo element)
    {
        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            var mark = _path.Push(i);
            Value(ref reader, element, nullable: true);
            _path.Pop(mark);
        }
    }

    private readonly void Entries(ref Utf8JsonReader reader, JsonTypeInfo contract)
    {
        var (key, element) = (options.GetTypeInfo(contract.KeyType!), options.GetTypeInfo(contract.ElementType!));
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Name(ref reader);
            var mark = _path.Push(name);
            if (!BodyExpectation.IsKey(name, key))
            {
                Add($"as a name, {BodyExpectation.Of(key, JsonTokenType.PropertyName)}");
            }

            reader.Read();
            Value(ref reader, element, nullable: true);
            _path.Pop(mark);
        }
    }

    // The discriminator must be the first member.
    // https://learn.microsoft.com/dotnet/standard/serialization/system-text-json/polymorphism
    private readonly void Derived(ref Utf8JsonReader reader, JsonTypeInfo contract, JsonPolymorphismOptions polymorphism)
    {
        var ahead = reader;
        ahead.Read();
        var name = polymorphism.TypeDiscriminatorPropertyName;
        if (ahead.TokenType != JsonTokenType.PropertyName || Name(ref ahead) != name)
        {
            if (contract.Type.IsAbstract)
            {
                AddAt(name, "is required as the first member");
                reader.Skip();
                return;
            }

            Members(ref reader, contract, name);
            return;
        }

        ahead.Read();
        var value = ahead.TokenType switch
        {
            JsonTokenType.String => (object)Name(ref ahead),
            JsonTokenType.Number when ahead.TryGetInt32(out var number) => number,
            _ => null,
        };
        foreach (var derived in polymorphism.DerivedTypes)
        {
            if (derived.TypeDiscriminator is { } expected && expected.Equals(value))
            {
                Members(ref reader, options.GetTypeInfo(derived.DerivedType), name);
                return;
            }
        }

        AddAt(name, BodyExpectation.OneOf(polymorphism.DerivedTypes.Select(derived => $"{derived.TypeDiscriminator}")));
        reader.Skip();
    }

    private readonly void AddAt(string name, string message)
    {
        var mark = _path.Push(name);
        Add(message);
        _path.Pop(mark);
    }

    /// <summary>Checks a value with its converter.</summary>
    private readonly void Opaque(ref Utf8JsonReader reader, JsonTypeInfo contract)
    {
        var (start, token) = ((int)reader.TokenStartIndex, reader.TokenType);
        reader.Skip();
        try
        {
            JsonSerializer.Deserialize(_body[start..(int)reader.BytesConsumed], contract);
        }
        catch (Exception)
        {
            // Any exception means that the converter does not accept the value.
            Add(token == JsonTokenType.Null ? BodyExpectation.NotNull : BodyExpectation.Of(contract, token));
        }
    }

    private static string Name(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD"; // an escaped lone surrogate, which is not valid text
        }
    }

    private readonly int IndexOf(JsonTypeInfo contract, string name)
    {
        var comparison = options.PropertyNameCaseInsensitive ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        for (var i = 0; i < contract.Properties.Count; i++)
        {
            if (string.Equals(contract.Properties[i].Name, name, comparison))
            {
                return i;
            }
        }

        return -1;
    }

    private readonly bool IsRequired(JsonPropertyInfo member) =>
        member.IsRequired
        || (
            options.RespectRequiredConstructorParameters
            && member.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false }
        );
}
