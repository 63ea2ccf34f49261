using WsScaffold.Events;

namespace WsScaffold;

/// <summary>
/// A handshake that API Gateway asks the <see cref="AuthorizerAttribute">[Authorizer]</see> method about, before
/// <c>$connect</c> sees it. Its headers are the client's own, <c>Connection</c> and <c>Upgrade</c> included.
/// </summary>
public sealed class AuthorizerContext : HandshakeContext
{
    internal AuthorizerContext(WebSocketEvent webSocketEvent, LambdaInvocation invocation)
        : base(webSocketEvent, invocation)
    {
    }

    /// <summary>What is asked for: <c>arn:aws:execute-api:{region}:{account}:{api}/{stage}/$connect</c>.</summary>
    public string MethodArn => Event.MethodArn.Decode(Event.Json) ?? "";
}
