using System.Globalization;

namespace WsScaffold;

/// <summary>
/// A value of an authorizer's context: a text, a number or a boolean, which is all that API Gateway takes. Made by
/// conversion: <c>("tenant", 7)</c>. Events carry each as text, from which <see cref="FromAuthorizerAttribute"/> reads it again.
/// </summary>
public readonly struct AuthorizationValue
{
    private AuthorizationValue(string? text, bool isString)
    {
        Text = text;
        IsString = isString;
    }

    /// <summary>The text of a string, or the JSON of anything else; null to be left out.</summary>
    internal string? Text { get; }

    internal bool IsString { get; }

    /// <summary>Takes a text.</summary>
    /// <param name="value">The text; <see langword="null"/> leaves the value out.</param>
    public static implicit operator AuthorizationValue(string? value) => new(value, isString: true);

    /// <summary>Takes a boolean.</summary>
    /// <param name="value">The boolean.</param>
    public static implicit operator AuthorizationValue(bool value) => new(value ? "true" : "false", isString: false);

    /// <summary>Takes a whole number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator AuthorizationValue(long value) => new(value.ToString(CultureInfo.InvariantCulture), isString: false);

    /// <summary>Takes a number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator AuthorizationValue(decimal value) => new(value.ToString(CultureInfo.InvariantCulture), isString: false);

    /// <summary>Takes a number.</summary>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentException">It is infinite or not a number, which JSON has no form for.</exception>
    public static implicit operator AuthorizationValue(double value) => double.IsFinite(value)
        ? new(value.ToString("R", CultureInfo.InvariantCulture), isString: false)
        : throw new ArgumentException("A value of the authorizer's context is infinite or not a number. Leave it out, or give it as a text.", nameof(value));
}
