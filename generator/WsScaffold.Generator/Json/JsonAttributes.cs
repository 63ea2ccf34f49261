using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Json;

/// <summary>Reads the attributes of System.Text.Json.Serialization from a symbol.</summary>
internal static class JsonAttributes
{
    private const string Namespace = "System.Text.Json.Serialization.";

    public static AttributeData? Find(ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && type.Name == name && TypeNames.OfDefinition(type) == Namespace + name)
            {
                return attribute;
            }
        }

        return null;
    }

    public static bool Has(ISymbol symbol, string name) => Find(symbol, name) is not null;

    /// <summary>The attribute's only constructor argument: a string, or an enum's number.</summary>
    public static T? Argument<T>(ISymbol symbol, string name)
        where T : class => Find(symbol, name)?.ConstructorArguments is [{ Value: T value }] ? value : null;

    public static int? Number(ISymbol symbol, string name) =>
        Find(symbol, name)?.ConstructorArguments is [{ Value: int value }] ? value : null;

    /// <summary>The condition of <c>[JsonIgnore]</c>, <c>Always</c> (1) unless it says otherwise; null without the attribute.</summary>
    public static int? IgnoreCondition(ISymbol symbol) =>
        Find(symbol, "JsonIgnoreAttribute") is { } ignore
            ? ignore.NamedArguments.FirstOrDefault(argument => argument.Key == "Condition").Value.Value as int? ?? 1
            : null;
}
