namespace WsScaffold.Cdk.Routes;

/// <summary>Who may connect. API Gateway asks on <c>$connect</c> only.</summary>
internal sealed record ConnectAuthorization
{
    /// <summary>The client signs its handshake with AWS credentials.</summary>
    public bool Iam { get; init; }

    /// <summary>The client sends an API key.</summary>
    public bool ApiKeyRequired { get; init; }
}
