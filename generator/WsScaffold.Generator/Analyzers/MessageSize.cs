using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Json;
using WsScaffold.Generator.Json.Validation;

namespace WsScaffold.Generator.Analyzers;

/// <summary>
/// How long the JSON of a type certainly can get: the bytes of a value that its own limits (<c>[MaxLength]</c>,
/// <c>[StringLength]</c>, <c>[Length]</c>) let pass, each character counted as the one byte that it has at least. What
/// declares no limit counts as its shortest form, since nothing is known of it.
/// </summary>
internal sealed class MessageSize(ContractOptions options)
{
    // Limits inside limits would overflow.
    private const long Enough = 1L << 40;
    private const long Null = 4;
    private const long Empty = 2;
    private const string DataAnnotations = "System.ComponentModel.DataAnnotations.";

    private readonly Dictionary<string, long> _objects = new(StringComparer.Ordinal);
    private readonly HashSet<string> _inProgress = new(StringComparer.Ordinal);

    /// <summary>The bytes, and the member that has the most of them.</summary>
    public (long Bytes, string Member) Of(ITypeSymbol message)
    {
        var type = message.NullableUnderlying() ?? message;
        var largest = type is INamedTypeSymbol named && IsObject(type)
            ? Members(named).OrderByDescending(static member => member.Bytes).FirstOrDefault().Symbol
            : null;
        return (Value(type, limit: null), largest is null ? type.Name : $"{largest.ContainingType.Name}.{largest.Name}");
    }

    private long Value(ITypeSymbol type, long? limit)
    {
        if (type.NullableUnderlying() is { } underlying)
        {
            return Value(underlying, limit);
        }

        // One inside itself may as well be missing, and so may one that leads to ever new ones.
        var name = TypeNames.Of(type);
        if (ClosureWalk.IsEndless(type) || !_inProgress.Add(name))
        {
            return Null;
        }

        var bytes = Described(type, name, limit);
        _inProgress.Remove(name);
        return bytes;
    }

    private long Described(ITypeSymbol type, string name, long? limit)
    {
        if (options.Own?.Lists(name) == true || JsonAttributes.Has(type, "JsonConverterAttribute"))
        {
            return 1;
        }

        if (Scalars.Find(type) is { } scalar)
        {
            return Scalar(scalar, limit);
        }

        return type.TypeKind == TypeKind.Enum ? 1
            : ElementOf(type) is { } element ? Items(limit, Value(element, limit: null))
            : EntryOf(type) is { } entry ? Items(limit, 4 + Value(entry, limit: null))
            : IsObject(type) ? Object((INamedTypeSymbol)type, name)
            : Empty;
    }

    private static long Scalar(string converter, long? limit) => converter switch
    {
        "StringConverter" => Empty + (limit ?? 0),
        "ByteArrayConverter" or "MemoryByteConverter" or "ReadOnlyMemoryByteConverter" => Empty + ((limit ?? 0) + 2) / 3 * 4,
        "BooleanConverter" => 5,
        "Int16Converter" => 6,
        "UInt16Converter" => 5,
        "Int32Converter" => 11,
        "UInt32Converter" => 10,
        "Int64Converter" or "UInt64Converter" => 20,
        "GuidConverter" => 38,
        "DateOnlyConverter" => 12,
        "DateTimeConverter" => 21,
        "DateTimeOffsetConverter" => 27,
        _ => 1,
    };

    private static long Items(long? limit, long each) =>
        limit is > 0 and var count ? Math.Min(Enough, Empty + (Math.Min(count, Enough / (each + 1)) * (each + 1)) - 1) : Empty;

    private long Object(INamedTypeSymbol type, string name)
    {
        if (!_objects.TryGetValue(name, out var bytes))
        {
            bytes = Math.Min(Enough, Math.Max(1, Members(type).Sum(static member => member.Bytes + 1)) + 1);
            bytes = JsonAttributes.DerivedTypes(type).Select(derived => Value(derived.Type, limit: null)).Append(bytes).Max();
            _objects[name] = bytes;
        }

        return bytes;
    }

    // Each as "name":value.
    private IEnumerable<(ISymbol Symbol, long Bytes)> Members(INamedTypeSymbol type)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in ObjectParser.Hierarchy(type).SelectMany(static declaring => declaring.GetMembers()))
        {
            if (!member.IsStatic && SentAs(member) is { } memberType && seen.Add(member.Name) && !JsonAttributes.IsIgnored(member))
            {
                var name = JsonAttributes.NameOf(member, options.Naming);
                var value = JsonAttributes.Has(member, "JsonConverterAttribute") ? 1 : Value(memberType, LimitOf(member, memberType, type));
                yield return (member, name.Length + 3 + value);
            }
        }
    }

    private static ITypeSymbol? SentAs(ISymbol member) =>
        member switch
        {
            IPropertySymbol { IsIndexer: false, GetMethod: { } getter, ExplicitInterfaceImplementations.Length: 0 } property
                when getter.DeclaredAccessibility == Accessibility.Public || JsonAttributes.Has(property, "JsonIncludeAttribute") =>
                property.Type,
            IFieldSymbol { IsImplicitlyDeclared: false } field when JsonAttributes.Has(field, "JsonIncludeAttribute") => field.Type,
            _ => null,
        };

    // Null where none is declared, and where another attribute may allow less than the limit does.
    private static long? LimitOf(ISymbol member, ITypeSymbol type, INamedTypeSymbol holder)
    {
        var least = default(long?);
        foreach (var attribute in ValidationAttributes.On(member, type, holder))
        {
            var arguments = attribute.ConstructorArguments;
            switch (TypeNames.OfDefinition(attribute.AttributeClass!))
            {
                case DataAnnotations + "MaxLengthAttribute"
                or DataAnnotations + "StringLengthAttribute" when arguments is [{ Value: int most }] && most >= 0:
                    least = Math.Min(least ?? most, most);
                    break;
                case DataAnnotations + "LengthAttribute" when arguments is [_, { Value: int most }]:
                    least = Math.Min(least ?? most, most);
                    break;
                case DataAnnotations + "RequiredAttribute" or DataAnnotations + "MinLengthAttribute":
                    break;
                default:
                    return null;
            }
        }

        return least;
    }

    // Elements of a set differ, so that their longest form says little.
    private static ITypeSymbol? ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        _ when ValidationWalk.Implemented(type, "ISet", 1) is not null || EntryOf(type) is not null => null,
        _ => ValidationWalk.Implemented(type, "IEnumerable", 1)?.TypeArguments[0],
    };

    private static ITypeSymbol? EntryOf(ITypeSymbol type) =>
        (ValidationWalk.Implemented(type, "IDictionary", 2) ?? ValidationWalk.Implemented(type, "IReadOnlyDictionary", 2))?.TypeArguments[
            1
        ];

    private static bool IsObject(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface }
        && Scalars.Find(type) is null
        && !CollectionParser.Applies(type);
}
