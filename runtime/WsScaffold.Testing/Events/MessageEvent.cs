using System.Text;
using WsScaffold.Events;
using WsScaffold.Gateway.Events;

namespace WsScaffold.Testing;

/// <summary>A message event, which a message from a client causes.</summary>
/// <param name="routeKey">The route key that API Gateway selected; <c>$default</c> if the message matches no other route.</param>
/// <param name="body">The message.</param>
public sealed class MessageEvent(string routeKey, string body = "") : ApiEvent
{
    /// <summary>The message ID.</summary>
    public string MessageId { get; init; } = "PJqCFfHyKRcCHlw=";

    /// <summary>Creates the context for calling a handler. The context does not end.</summary>
    /// <returns>The context.</returns>
    public MessageContext ToContext()
    {
        var webSocketEvent = Read();
        return new MessageContext(webSocketEvent, Invocation(), new MessageBody(webSocketEvent));
    }

    private protected override ReadOnlyMemory<byte> Write(EventWriter writer, ConnectionFacts connection, EventFacts facts) =>
        writer.Message(connection, facts, routeKey, MessageId, Encoding.UTF8.GetBytes(body));
}
