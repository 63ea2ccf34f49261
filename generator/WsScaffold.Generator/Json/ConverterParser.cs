using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Json;

/// <summary>Reads <c>[JsonConverter]</c> from a type or a member.</summary>
internal static class ConverterParser
{
    private const string Attribute = "System.Text.Json.Serialization.JsonConverterAttribute";
    private const string StringEnumConverter = "System.Text.Json.Serialization.JsonStringEnumConverter";

    /// <summary>
    /// Whether <paramref name="holder"/> has the attribute; <paramref name="converter"/> stays null (and the walk knows why) when
    /// it cannot be used.
    /// </summary>
    public static bool Find(ISymbol holder, ITypeSymbol type, ClosureWalk walk, out ConverterModel? converter)
    {
        converter = null;
        foreach (var attribute in holder.GetAttributes())
        {
            if (!attribute.AttributeClass.DerivesFrom(Attribute))
            {
                continue;
            }

            converter = Parse(attribute, type);
            if (converter is null)
            {
                var isOnType = SymbolEqualityComparer.Default.Equals(holder, type);
                walk.Reject(type, UnsupportedReason.Converter, isOnType ? "" : "." + holder.Name, isOnType ? null : holder);
            }

            return true;
        }

        return false;
    }

    private static ConverterModel? Parse(AttributeData attribute, ITypeSymbol type)
    {
        // An attribute derived from [JsonConverter] makes its converter in code that only runs later.
        if (!attribute.AttributeClass.Is(Attribute)
            || attribute.ConstructorArguments is not [{ Value: INamedTypeSymbol converter }])
        {
            return null;
        }

        var underlying = type.NullableUnderlying();
        var enumType = underlying ?? type;
        if (converter.Is(StringEnumConverter) && enumType.TypeKind == TypeKind.Enum)
        {
            // The generic form writes the same text and needs no code at run time.
            return new($"global::{StringEnumConverter}<{TypeNames.Of(enumType)}>", underlying is null ? null : TypeNames.Of(underlying));
        }

        return IsUsable(converter) ? new(TypeNames.Of(converter), underlying is null ? null : TypeNames.Of(underlying)) : null;
    }

    private static bool IsUsable(INamedTypeSymbol converter) =>
        !converter.IsUnboundGenericType
        && !converter.IsAbstract
        && TypeNames.CanBeNamed(converter)
        && converter.InstanceConstructors.Any(c => c is { Parameters.Length: 0, DeclaredAccessibility: Accessibility.Public });
}
