using WsScaffold.Events;

namespace WsScaffold;

/// <summary>
/// A handshake for which API Gateway calls the <see cref="AuthorizerAttribute">[Authorizer]</see> method, before <c>$connect</c>.
/// It has all headers of the client, including <c>Connection</c> and <c>Upgrade</c>.
/// </summary>
public sealed class AuthorizerContext : HandshakeContext
{
    internal AuthorizerContext(WebSocketEvent webSocketEvent, LambdaInvocation invocation)
        : base(webSocketEvent, invocation)
    {
    }

    /// <summary>The ARN of the route: <c>arn:aws:execute-api:{region}:{account}:{api}/{stage}/$connect</c>.</summary>
    public string MethodArn => Event.MethodArn.Decode(Event.Json) ?? "";
}
