using WsScaffold.Events;

namespace WsScaffold;

/// <summary>A message of a connection. A handler's body parameter takes the message itself.</summary>
public sealed class MessageContext : EventContext
{
    private readonly MessageBody _body;

    internal MessageContext(WebSocketEvent webSocketEvent, LambdaInvocation invocation, MessageBody body)
        : base(webSocketEvent, invocation) => _body = body;

    /// <summary>API Gateway's id of the message.</summary>
    public string MessageId => Event.MessageId.Decode(Event.Json) ?? "";

    /// <summary>The message as UTF-8, exactly as the client sent it; valid until the handler completes. At most 128 KB.</summary>
    public ReadOnlyMemory<byte> Body
    {
        get
        {
            ObjectDisposedException.ThrowIf(!IsLive, this);
            return _body.Utf8;
        }
    }
}
