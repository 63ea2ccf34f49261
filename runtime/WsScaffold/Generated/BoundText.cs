using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace WsScaffold.Generated;

/// <summary>
/// A value of the event (query string, header, authorizer context) to bind to a parameter. A method that returns <see
/// langword="false"/> has rejected the request, and the handler must not run.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BoundText
{
    private readonly RouteInvocation _invocation;
    private readonly string[]? _texts;
    private readonly int _rejection;

    internal BoundText(RouteInvocation invocation, string[]? texts, int rejection)
    {
        _invocation = invocation;
        _texts = texts;
        _rejection = rejection;
    }

    private string? Last => _texts is [.., var last] ? last : null;

    /// <summary>Binds a <see cref="string"/>.</summary>
    /// <param name="value">The text.</param>
    /// <returns>Whether the value exists.</returns>
    public bool Required([NotNullWhen(true)] out string? value)
    {
        value = Last;
        return value is not null || Reject();
    }

    /// <summary>Binds a nullable <see cref="string"/>, or one with a default value.</summary>
    /// <param name="fallback">The value to use if the text is missing.</param>
    /// <returns>The text.</returns>
    [return: NotNullIfNotNull(nameof(fallback))]
    public string? Or(string? fallback) => Last ?? fallback;

    /// <summary>Binds a <c>string[]</c> with all values; it is empty if there are none.</summary>
    /// <returns>The values.</returns>
    public string[] All() => _texts ?? [];

    /// <summary>Binds a parsable value.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>Whether the value exists and can be parsed.</returns>
    public bool Required<T>([MaybeNullWhen(false)] out T value)
        where T : IParsable<T> => T.TryParse(Last, CultureInfo.InvariantCulture, out value) || Reject();

    /// <summary>Binds a parsable value that may be missing.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="fallback">The value to use if the text is missing.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether the value is missing or can be parsed.</returns>
    public bool Or<T>(T fallback, [MaybeNullWhen(false)] out T value)
        where T : IParsable<T>
    {
        value = fallback;
        return Last is null || Required(out value);
    }

    /// <summary>Binds a nullable parsable value.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>Whether the value is missing or can be parsed.</returns>
    public bool Optional<T>(out T? value)
        where T : struct, IParsable<T>
    {
        value = null;
        if (Last is null)
        {
            return true;
        }

        var parses = Required<T>(out var parsed);
        value = parsed;
        return parses;
    }

    /// <summary>Binds an enum by the name of a member. Case is ignored.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>Whether the value exists and names a member.</returns>
    public bool RequiredEnum<T>(out T value)
        where T : struct, Enum
    {
        value = default;
        return (IsName(Last) && Enum.TryParse(Last, ignoreCase: true, out value) && Enum.IsDefined(value)) || Reject();
    }

    /// <summary>Binds an enum that may be missing.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="fallback">The value to use if the text is missing.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether the value is missing or names a member.</returns>
    public bool OrEnum<T>(T fallback, out T value)
        where T : struct, Enum
    {
        value = fallback;
        return Last is null || RequiredEnum(out value);
    }

    /// <summary>Binds a nullable enum.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>Whether the value is missing or names a member.</returns>
    public bool OptionalEnum<T>(out T? value)
        where T : struct, Enum
    {
        value = null;
        if (Last is null)
        {
            return true;
        }

        var parses = RequiredEnum<T>(out var parsed);
        value = parsed;
        return parses;
    }

    // Enum.TryParse also accepts numbers.
    private static bool IsName(string? text) => text is [not ((>= '0' and <= '9') or '-' or '+'), ..];

    private bool Reject()
    {
        _invocation.RejectBinding(_rejection);
        return false;
    }
}
