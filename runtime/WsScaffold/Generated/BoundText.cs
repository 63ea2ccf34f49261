using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace WsScaffold.Generated;

/// <summary>
/// A text of the event (query, header, authorizer) on its way into a parameter. Each method returns
/// <see langword="false"/> when it can't be bound; the request is then refused already and the handler must not run.
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
    /// <returns>Whether it is there.</returns>
    public bool Required([NotNullWhen(true)] out string? value)
    {
        value = Last;
        return value is not null || Reject();
    }

    /// <summary>Binds a nullable <see cref="string"/>, or one with a default value.</summary>
    /// <param name="fallback">The value of a missing text.</param>
    /// <returns>The text.</returns>
    [return: NotNullIfNotNull(nameof(fallback))]
    public string? Or(string? fallback) => Last ?? fallback;

    /// <summary>Binds a <c>string[]</c>: all values, none when missing.</summary>
    /// <returns>The texts.</returns>
    public string[] All() => _texts ?? [];

    /// <summary>Binds a parsable value.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is there and parses.</returns>
    public bool Required<T>([MaybeNullWhen(false)] out T value)
        where T : IParsable<T> => T.TryParse(Last, CultureInfo.InvariantCulture, out value) || Reject();

    /// <summary>Binds a parsable value that may be missing.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="fallback">The value of a missing text.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is missing or parses.</returns>
    public bool Or<T>(T fallback, [MaybeNullWhen(false)] out T value)
        where T : IParsable<T>
    {
        value = fallback;
        return Last is null || Required(out value);
    }

    /// <summary>Binds a nullable parsable value.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is missing or parses.</returns>
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

    /// <summary>Binds an enum by the name of a member, without regard to case.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is there and names a member.</returns>
    public bool RequiredEnum<T>(out T value)
        where T : struct, Enum
    {
        value = default;
        return (IsName(Last) && Enum.TryParse(Last, ignoreCase: true, out value) && Enum.IsDefined(value)) || Reject();
    }

    /// <summary>Binds an enum that may be missing.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="fallback">The value of a missing text.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is missing or names a member.</returns>
    public bool OrEnum<T>(T fallback, out T value)
        where T : struct, Enum
    {
        value = fallback;
        return Last is null || RequiredEnum(out value);
    }

    /// <summary>Binds a nullable enum.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is missing or names a member.</returns>
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

    // Enum.TryParse takes numbers too.
    private static bool IsName(string? text) => text is [not ((>= '0' and <= '9') or '-' or '+'), ..];

    private bool Reject()
    {
        _invocation.RejectBinding(_rejection);
        return false;
    }
}
