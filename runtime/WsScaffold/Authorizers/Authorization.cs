using WsScaffold.Authorizers;

namespace WsScaffold;

/// <summary>The decision of an <see cref="AuthorizerAttribute">[Authorizer]</see> method about a handshake.</summary>
public sealed class Authorization
{
    private static readonly Authorization _unauthorized = new(AuthorizationEffect.Unauthorized, "", []);

    private Authorization(AuthorizationEffect effect, string principalId, (string Name, AuthorizationValue Value)[] context)
    {
        Effect = effect;
        PrincipalId = principalId;
        Context = context;
    }

    internal AuthorizationEffect Effect { get; }

    internal string PrincipalId { get; }

    internal (string Name, AuthorizationValue Value)[] Context { get; }

    /// <summary>Allows the handshake. The <c>$connect</c> handler can still reject it.</summary>
    /// <param name="principalId">The ID of the user. Every event of the connection contains it, and access logs can.</param>
    /// <param name="context">
    /// Values for handlers, which bind them with <see cref="FromAuthorizerAttribute"/>: <c>("tenant", 7), ("admin", true)</c>.
    /// <see langword="null"/> values are omitted. The response of the authorizer, including these, is at most 8 KB.
    /// </param>
    /// <returns>The decision to return from the method.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="principalId"/> or a name is empty, two names are equal, or a name is <c>principalId</c> or
    /// <c>integrationLatency</c>, which API Gateway sets itself.
    /// </exception>
    public static Authorization Allow(string principalId, params ReadOnlySpan<(string Name, AuthorizationValue Value)> context)
    {
        ArgumentException.ThrowIfNullOrEmpty(principalId);
        for (var i = 0; i < context.Length; i++)
        {
            ThrowIfNotUsable(context[i].Name, context[..i]);
        }

        return new(AuthorizationEffect.Allow, principalId, context.ToArray());
    }

    /// <summary>Rejects the handshake with 403 Forbidden: the caller is known (or irrelevant) and not allowed to connect.</summary>
    /// <param name="principalId">The ID of the rejected caller, for access logs.</param>
    /// <returns>The decision to return from the method.</returns>
    /// <exception cref="ArgumentException"><paramref name="principalId"/> is empty.</exception>
    public static Authorization Deny(string principalId = "anonymous")
    {
        ArgumentException.ThrowIfNullOrEmpty(principalId);
        return new(AuthorizationEffect.Deny, principalId, []);
    }

    /// <summary>
    /// Rejects the handshake with 401 Unauthorized: the caller is unknown. For API Gateway this is an invocation that fails with the
    /// message <c>Unauthorized</c>, so Lambda counts it as a function error. <see cref="Deny"/> is not counted as an error.
    /// </summary>
    /// <returns>The decision to return from the method.</returns>
    public static Authorization Unauthorized() => _unauthorized;

    private static void ThrowIfNotUsable(string name, ReadOnlySpan<(string Name, AuthorizationValue Value)> before)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw new ArgumentException("A value of the authorizer's context has no name. Give it a name.", nameof(name));
        }

        if (name is "principalId" or "integrationLatency")
        {
            throw new ArgumentException(
                $"'{name}' is a reserved name in the authorizer's context: API Gateway sets it. Use another name.", nameof(name));
        }

        foreach (var (other, _) in before)
        {
            if (other == name)
            {
                throw new ArgumentException(
                    $"The authorizer's context contains '{name}' twice. Give each value a different name.", nameof(name));
            }
        }
    }
}
