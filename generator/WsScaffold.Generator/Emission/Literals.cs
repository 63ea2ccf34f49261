using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace WsScaffold.Generator.Emission;

/// <summary>Values and names as C# writes them.</summary>
internal static class Literals
{
    public static string Literal(this string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    public static string Literal(this bool value) => value ? "true" : "false";

    /// <summary>A number, text, character or bool, of exactly the value's type where C# has a suffix for it.</summary>
    public static string Of(object value) => Constant(value) ?? value switch
    {
        // Without its suffix a literal would be an int or a double, and a zero would lose its sign.
        double => Primitive(value) + "D",
        float => Primitive(value) + "F",
        decimal => Primitive(value) + "M",
        _ => Primitive(value),
    };

    /// <summary>A value cast to the type of that name. A negative number needs the parentheses.</summary>
    public static string Cast(string typeName, object value) => $"({typeName}){Constant(value) ?? $"({Of(value)})"}";

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A text for a comment or directive, which ends with its line.</summary>
    public static string OnOneLine(this string text) =>
        string.Concat(text.Select(static c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));

    /// <summary>An identifier in source text: a keyword gets an <c>@</c>.</summary>
    public static string Escaped(this string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(identifier) != SyntaxKind.None
            ? "@" + identifier
            : identifier;

    private static string? Constant(object value) => value switch
    {
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        _ => null,
    };

    private static string Primitive(object value) =>
        SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)!;
}
