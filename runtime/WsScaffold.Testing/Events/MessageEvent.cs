using System.Text;
using WsScaffold.Events;
using WsScaffold.Gateway.Events;

namespace WsScaffold.Testing;

/// <summary>A message of a connection.</summary>
/// <param name="routeKey">The route key that API Gateway selected, <c>$default</c> for none.</param>
/// <param name="body">The message.</param>
public sealed class MessageEvent(string routeKey, string body = "") : ApiEvent
{
    /// <summary>API Gateway's id of the message.</summary>
    public string MessageId { get; init; } = "PJqCFfHyKRcCHlw=";

    /// <summary>The context that a handler takes beside the message; it doesn't end.</summary>
    /// <returns>The context.</returns>
    public MessageContext ToContext()
    {
        var webSocketEvent = Read();
        return new MessageContext(webSocketEvent, Invocation(), new MessageBody(webSocketEvent));
    }

    private protected override ReadOnlyMemory<byte> Write(EventWriter writer, ConnectionFacts connection, EventFacts facts) =>
        writer.Message(connection, facts, routeKey, MessageId, Encoding.UTF8.GetBytes(body));
}
