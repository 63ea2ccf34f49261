using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Json;

/// <summary>The types that <c>JsonMetadataServices</c> has a ready converter for.</summary>
internal static class Scalars
{
    /// <summary>The converter's property on <c>JsonMetadataServices</c>, or null.</summary>
    public static string? Find(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Dynamic } => "ObjectConverter",
        { SpecialType: not SpecialType.None } => OfSpecialType(type.SpecialType),
        IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } => "ByteArrayConverter",
        INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Byte }] } => OfBytes(TypeNames.OfDefinition(type)),
        INamedTypeSymbol { IsGenericType: false } => OfName(TypeNames.OfDefinition(type)),
        _ => null,
    };

    private static string? OfSpecialType(SpecialType type) => type switch
    {
        SpecialType.System_Object => "ObjectConverter",
        SpecialType.System_String => "StringConverter",
        SpecialType.System_Boolean => "BooleanConverter",
        SpecialType.System_Char => "CharConverter",
        SpecialType.System_SByte => "SByteConverter",
        SpecialType.System_Byte => "ByteConverter",
        SpecialType.System_Int16 => "Int16Converter",
        SpecialType.System_UInt16 => "UInt16Converter",
        SpecialType.System_Int32 => "Int32Converter",
        SpecialType.System_UInt32 => "UInt32Converter",
        SpecialType.System_Int64 => "Int64Converter",
        SpecialType.System_UInt64 => "UInt64Converter",
        SpecialType.System_Single => "SingleConverter",
        SpecialType.System_Double => "DoubleConverter",
        SpecialType.System_Decimal => "DecimalConverter",
        SpecialType.System_DateTime => "DateTimeConverter",
        _ => null,
    };

    private static string? OfBytes(string definition) => definition switch
    {
        "System.Memory" => "MemoryByteConverter",
        "System.ReadOnlyMemory" => "ReadOnlyMemoryByteConverter",
        _ => null,
    };

    private static string? OfName(string definition) => definition switch
    {
        "System.DateOnly" => "DateOnlyConverter",
        "System.DateTimeOffset" => "DateTimeOffsetConverter",
        "System.Guid" => "GuidConverter",
        "System.Half" => "HalfConverter",
        "System.Int128" => "Int128Converter",
        "System.TimeOnly" => "TimeOnlyConverter",
        "System.TimeSpan" => "TimeSpanConverter",
        "System.UInt128" => "UInt128Converter",
        "System.Uri" => "UriConverter",
        "System.Version" => "VersionConverter",
        "System.Text.Json.JsonDocument" => "JsonDocumentConverter",
        "System.Text.Json.JsonElement" => "JsonElementConverter",
        "System.Text.Json.Nodes.JsonArray" => "JsonArrayConverter",
        "System.Text.Json.Nodes.JsonNode" => "JsonNodeConverter",
        "System.Text.Json.Nodes.JsonObject" => "JsonObjectConverter",
        "System.Text.Json.Nodes.JsonValue" => "JsonValueConverter",
        _ => null,
    };
}
