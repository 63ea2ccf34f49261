using WsScaffold.Events;

namespace WsScaffold;

/// <summary>A message on a connection. The message itself is bound to the body parameter of the handler.</summary>
public sealed class MessageContext : EventContext
{
    private readonly MessageBody _body;

    internal MessageContext(WebSocketEvent webSocketEvent, LambdaInvocation invocation, MessageBody body)
        : base(webSocketEvent, invocation) => _body = body;

    /// <summary>API Gateway's ID of the message.</summary>
    public string MessageId => Event.MessageId.Decode(Event.Json) ?? "";

    /// <summary>
    /// The message as UTF-8, exactly as the client sent it, at most 128 KB. The memory is valid until the handler completes.
    /// </summary>
    public ReadOnlyMemory<byte> Body
    {
        get
        {
            ObjectDisposedException.ThrowIf(!IsLive, this);
            return _body.Utf8;
        }
    }
}
