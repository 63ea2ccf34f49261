namespace WsScaffold.Cdk.Routes;

/// <summary>The credentials that API Gateway requires of a handshake, on the route <c>$connect</c>.</summary>
internal sealed record ConnectAuthorization
{
    /// <summary>Whether the client must sign the handshake with AWS credentials.</summary>
    public bool Iam { get; init; }

    /// <summary>Whether the client must send an API key.</summary>
    public bool ApiKeyRequired { get; init; }
}
