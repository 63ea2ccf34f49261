namespace WsScaffold.Gateway.Authorizers;

/// <summary>The outcome of the authorizer in a handshake.</summary>
internal enum AuthorizerOutcome
{
    Allowed,

    /// <summary>An identity source is missing, or the function failed with <c>Unauthorized</c>: 401.</summary>
    Unauthorized,

    /// <summary>The policy denies the route or does not allow it: 403.</summary>
    Denied,

    /// <summary>The function failed in another way, did not respond in time, or returned an invalid response: 500.</summary>
    Failed,
}
