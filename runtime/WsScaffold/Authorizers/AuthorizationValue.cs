using System.Globalization;

namespace WsScaffold;

/// <summary>
/// A value of an authorizer's context: a string, a number or a boolean, the types that API Gateway accepts. It is created by
/// conversion: <c>("tenant", 7)</c>. Events contain each value as a string, which <see cref="FromAuthorizerAttribute"/> parses.
/// </summary>
public readonly struct AuthorizationValue
{
    private AuthorizationValue(string? text, bool isString)
    {
        Text = text;
        IsString = isString;
    }

    /// <summary>The string itself, or the JSON of another type; null if the value is omitted.</summary>
    internal string? Text { get; }

    internal bool IsString { get; }

    /// <summary>Converts a string.</summary>
    /// <param name="value">The string; <see langword="null"/> omits the value.</param>
    public static implicit operator AuthorizationValue(string? value) => new(value, isString: true);

    /// <summary>Converts a boolean.</summary>
    /// <param name="value">The boolean.</param>
    public static implicit operator AuthorizationValue(bool value) => new(value ? "true" : "false", isString: false);

    /// <summary>Converts an integer.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator AuthorizationValue(long value) => new(value.ToString(CultureInfo.InvariantCulture), isString: false);

    /// <summary>Converts a number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator AuthorizationValue(decimal value) => new(value.ToString(CultureInfo.InvariantCulture), isString: false);

    /// <summary>Converts a number.</summary>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentException">The value is infinite or not a number, which JSON cannot represent.</exception>
    public static implicit operator AuthorizationValue(double value) => double.IsFinite(value)
        ? new(value.ToString("R", CultureInfo.InvariantCulture), isString: false)
        : throw new ArgumentException(
            "A value of the authorizer's context is infinite or not a number. Omit it, or pass it as a string.", nameof(value));
}
