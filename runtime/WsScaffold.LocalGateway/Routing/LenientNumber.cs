using System.Globalization;

namespace WsScaffold.Gateway.Routing;

/// <summary>A number in a message, as the text that Java prints for it: <c>01</c> is <c>1</c>, <c>1e3</c> is <c>1000.0</c>.</summary>
internal readonly record struct LenientNumber(string Text)
{
    // Up to this length json-smart reads a double; a longer number becomes a BigDecimal, which keeps its digits.
    private const int LongestDouble = 18;

    public static LenientNumber Parse(string text, bool isInteger)
    {
        if (isInteger)
        {
            return new(Integer(text));
        }

        return text.Length <= LongestDouble && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? new(JavaDouble(number))
            : new(text);
    }

    private static string Integer(string text)
    {
        var digits = text.TrimStart('-').TrimStart('0');
        return digits.Length == 0 ? "0" : text[0] == '-' ? $"-{digits}" : digits;
    }

    // https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/lang/Double.html#toString(double)
    private static string JavaDouble(double number)
    {
        if (!double.IsFinite(number))
        {
            return number > 0 ? "Infinity" : "-Infinity";
        }

        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        if (number == 0 || Math.Abs(number) is >= 1e-3 and < 1e7)
        {
            return shortest.Contains('.', StringComparison.Ordinal) ? shortest : $"{shortest}.0";
        }

        // Rewrite the digits as d.dddE±n, without trailing zeros.
        var parts = shortest.TrimStart('-').Split('E');
        var mantissa = parts[0].Split('.');
        var allDigits = string.Concat(mantissa);
        var significant = allDigits.TrimStart('0');
        var exponent = (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0)
            + mantissa[0].Length - 1 - (allDigits.Length - significant.Length);
        var digits = significant.TrimEnd('0');
        var fraction = digits.Length == 1 ? "0" : digits[1..];
        return $"{(number < 0 ? "-" : "")}{digits[0]}.{fraction}E{exponent}";
    }
}
