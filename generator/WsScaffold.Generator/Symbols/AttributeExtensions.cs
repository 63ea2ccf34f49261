using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Symbols;

/// <summary>What the parsers ask of attributes.</summary>
internal static class AttributeExtensions
{
    /// <summary>The first attribute of that class on a symbol; null when there is none.</summary>
    public static AttributeData? Attribute(this ISymbol symbol, string definitionName)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass.Is(definitionName))
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>The value of an attribute's named argument; null when the attribute doesn't set it.</summary>
    public static TypedConstant? Named(this AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return argument.Value;
            }
        }

        return null;
    }

    /// <summary>An attribute's class as code names the attribute: without the suffix <c>Attribute</c>.</summary>
    public static string AttributeName(this ITypeSymbol attribute)
    {
        const string Suffix = nameof(Attribute);
        var name = attribute.Name;
        return name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal)
            ? name.Substring(0, name.Length - Suffix.Length)
            : name;
    }
}
