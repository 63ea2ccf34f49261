namespace WsScaffold;

/// <summary>What an <see cref="AuthorizerAttribute">[Authorizer]</see> method decides about a handshake.</summary>
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

    /// <summary>Lets the client connect, as far as <c>$connect</c> lets it.</summary>
    /// <param name="principalId">Who it is. Every event of the connection carries it, and access logs may.</param>
    /// <param name="context">
    /// What handlers take with <see cref="FromAuthorizerAttribute"/>: <c>("tenant", 7), ("admin", true)</c>. A value that is
    /// <see langword="null"/> is left out. With everything around it at most 8 KB.
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

    /// <summary>Refuses the handshake with 403: it is known who asks, or doesn't matter, and he may not connect.</summary>
    /// <param name="principalId">Who was refused, for access logs.</param>
    /// <returns>The decision to return from the method.</returns>
    /// <exception cref="ArgumentException"><paramref name="principalId"/> is empty.</exception>
    public static Authorization Deny(string principalId = "anonymous")
    {
        ArgumentException.ThrowIfNullOrEmpty(principalId);
        return new(AuthorizationEffect.Deny, principalId, []);
    }

    /// <summary>
    /// Refuses the handshake with 401: it is not known who asks. API Gateway knows this only as a failed invocation, whose
    /// error says <c>Unauthorized</c>; Lambda counts it among the function's errors. <see cref="Deny"/> is not counted so.
    /// </summary>
    /// <returns>The decision to return from the method.</returns>
    public static Authorization Unauthorized() => _unauthorized;

    private static void ThrowIfNotUsable(string name, ReadOnlySpan<(string Name, AuthorizationValue Value)> before)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw new ArgumentException("A value of the authorizer's context has no name.", nameof(name));
        }

        if (name is "principalId" or "integrationLatency")
        {
            throw new ArgumentException($"The authorizer's context can't have '{name}', which API Gateway sets itself. Use another name.", nameof(name));
        }

        foreach (var (other, _) in before)
        {
            if (other == name)
            {
                throw new ArgumentException($"The authorizer's context has '{name}' twice. Give each value a name of its own.", nameof(name));
            }
        }
    }
}

internal enum AuthorizationEffect
{
    Allow,
    Deny,
    Unauthorized,
}
