using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WsScaffold.Dispatch;
using WsScaffold.Events;
using WsScaffold.Generated.Json;
using WsScaffold.Json.Errors;
using WsScaffold.Json.Scanning;

namespace WsScaffold.Generated;

/// <summary>Binds the parameters of a handler, and rejects the request if that fails.</summary>
public sealed partial class RouteInvocation
{
    // An authorizer can't respond with 400.
    private int HandshakeRejection => _event.Kind == EventKind.Authorizer ? 401 : 400;

    /// <summary>Gets a value of the query string.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The value to bind.</returns>
    public BoundText Query(string name) =>
        new(this, Texts(_event.MultiValueQuery, _event.Query, name, StringComparison.Ordinal), HandshakeRejection);

    /// <summary>Gets a header.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The value to bind.</returns>
    public BoundText Header(string name) =>
        new(this, Texts(_event.MultiValueHeaders, _event.Headers, name, StringComparison.OrdinalIgnoreCase), HandshakeRejection);

    /// <summary>Gets a value of the authorizer's context.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The value to bind.</returns>
    public BoundText Authorizer(string name) => new(this, Texts(default, _event.Authorizer, name, StringComparison.Ordinal), 401);

    /// <summary>Binds the body with generated code, or with the contract if that falls back.</summary>
    /// <typeparam name="T">The body's type.</typeparam>
    /// <param name="contract">The generated code and the contract.</param>
    /// <param name="isOptional">Whether an empty body and <c>null</c> bind to <see langword="null"/>.</param>
    /// <param name="value">The body.</param>
    /// <returns><see langword="false"/> if the body does not bind. The request is then rejected, and the handler must not run.</returns>
    public bool TryGetBody<T>(DirectContract<T> contract, bool isOptional, [MaybeNullWhen(false)] out T value)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return (_body.IsText && contract.TryRead(_body.Utf8.Span, out value))
            || TryDeserializeBody(contract.Contract, isOptional, out value);
    }

    /// <summary>Validates the body by the attributes of its types.</summary>
    /// <typeparam name="T">The body's type.</typeparam>
    /// <param name="value">The body; null is valid.</param>
    /// <param name="check">The generated check.</param>
    /// <returns><see langword="false"/> if the body is invalid. The request is then rejected, and the handler must not run.</returns>
    public bool Validate<T>(T? value, Action<T, BodyChecks> check)
    {
        if (value is null)
        {
            return true;
        }

        var checks = new BodyChecks();
        check(value, checks);
        return checks.Errors.Count == 0 || RejectBody(checks.Errors);
    }

    /// <summary>Gets the unparsed body.</summary>
    /// <param name="value">The body as UTF-8, valid until the handler completes.</param>
    /// <returns><see langword="false"/> if the body is not text. The request is then rejected, and the handler must not run.</returns>
    public bool TryGetBodyUtf8(out ReadOnlyMemory<byte> value)
    {
        value = _body.Utf8;
        return _body.IsText || RejectBody([new("$", "the body is not valid UTF-8")]);
    }

    /// <summary>Gets the unparsed body.</summary>
    /// <param name="value">The body.</param>
    /// <returns><see langword="false"/> if the body is not text. The request is then rejected, and the handler must not run.</returns>
    public bool TryGetBodyText([NotNullWhen(true)] out string? value)
    {
        var isText = TryGetBodyUtf8(out var utf8);
        value = isText ? Encoding.UTF8.GetString(utf8.Span) : null;
        return isText;
    }

    /// <summary>Gets the body as a JSON element.</summary>
    /// <param name="value">The body. It owns its memory.</param>
    /// <returns><see langword="false"/> if the body is not JSON. The request is then rejected, and the handler must not run.</returns>
    public bool TryGetBodyElement(out JsonElement value)
    {
        value = default;
        if (!TryGetBodyUtf8(out var utf8))
        {
            return false;
        }

        try
        {
            value = JsonElement.Parse(utf8.Span);
            return true;
        }
        catch (JsonException)
        {
            return RejectBody([BodyErrors.SyntaxError(utf8.Span) ?? new("$", "the body is not valid JSON")]);
        }
    }

    internal void RejectBinding(int statusCode) => Reject(new Rejection(statusCode, statusCode == 401 ? "Unauthorized" : "Bad request"));

    private bool TryDeserializeBody<T>(JsonTypeInfo<T> contract, bool isOptional, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (!TryGetBodyUtf8(out var utf8))
        {
            return false;
        }

        if (utf8.IsEmpty)
        {
            return isOptional || RejectBody([BodyErrors.SyntaxError(utf8.Span)!.Value]);
        }

        try
        {
            value = JsonSerializer.Deserialize(utf8.Span, contract);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Includes exceptions with which a constructor, setter or converter of the user rejects a value.
            return RejectBody(BodyErrors.Describe(e, utf8.Span, contract), e is JsonException ? null : e);
        }

        return isOptional || value is not null || RejectBody([new("$", "must not be null")]);
    }

    private bool RejectBody(IReadOnlyList<BodyError> errors, Exception? cause = null)
    {
        Reject(Rejection.BadBody(errors, cause));
        return false;
    }

    private string[]? Texts(JsonMap all, JsonMap last, string name, StringComparison comparison)
    {
        if (all.IsPresent)
        {
            return all.FindAll(_event.Json, name, comparison);
        }

        return last.Find(_event.Json, name, comparison) is { } text ? [text] : null;
    }
}
