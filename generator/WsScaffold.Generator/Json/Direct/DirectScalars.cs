namespace WsScaffold.Generator.Json.Direct;

/// <summary>How direct code reads and writes a value that is one token.</summary>
internal static class DirectScalars
{
    /// <summary>Whether it does: not what is JSON of any form.</summary>
    public static bool Has(ScalarContract scalar) =>
        !scalar.Converter.StartsWith("Json", StringComparison.Ordinal) && scalar.Converter != "ObjectConverter";

    public static bool CanBeNull(ScalarContract scalar) =>
        scalar.Converter is "StringConverter" or "UriConverter" or "VersionConverter" or "ByteArrayConverter";

    public static string Read(ScalarContract scalar) =>
        Method(scalar) is { } method ? $"r.Read{method}()" : $"r.ReadValue({Converter(scalar)})";

    public static string Write(ScalarContract scalar, string value) => Method(scalar) switch
    {
        "SByte" or "Int16" or "Int32" or "Int64" => $"w.WriteInt64({value});",
        "Byte" or "UInt16" or "UInt32" or "UInt64" => $"w.WriteUInt64({value});",
        { } method => $"w.Write{method}({value});",
        null => $"w.WriteValue({Converter(scalar)}, {value});",
    };

    private static string Converter(ScalarContract scalar) => $"{ContractEmitter.Services}.{scalar.Converter}";

    // The others are read and written by the serializer's own converters.
    private static string? Method(ScalarContract scalar)
    {
        var name = scalar.Converter.Substring(0, scalar.Converter.Length - "Converter".Length);
        return
            name
                is "String"
                    or "Boolean"
                    or "SByte"
                    or "Int16"
                    or "Int32"
                    or "Int64"
                    or "Byte"
                    or "UInt16"
                    or "UInt32"
                    or "UInt64"
                    or "Single"
                    or "Double"
            ? name
            : null;
    }
}
