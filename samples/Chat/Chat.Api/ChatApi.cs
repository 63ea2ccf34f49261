using Microsoft.Extensions.DependencyInjection;
using WsScaffold;

namespace Chat;

/// <summary>A chat with rooms. A message to a room is pushed to all its other members.</summary>
[WebSocketApi]
public sealed partial class ChatApi(Rooms rooms, IClients<IChatClient> clients)
{
    public static void Configure(WebSocketAppBuilder builder) => builder.Services.AddSingleton<Rooms>();

    [ConnectRoute]
    public void Connect(ConnectContext context, [FromQuery] string name = "somebody") =>
        rooms.Enter(context.ConnectionId, name);

    [WebSocketRoute("join")]
    public async Task<Joined> Join(Join request, MessageContext context, CancellationToken cancellationToken)
    {
        rooms.Join(request.Room, context.ConnectionId);
        var others = rooms.Others(request.Room, context.ConnectionId);
        await clients.Connections(others).MemberJoined(new(request.Room, rooms.NameOf(context.ConnectionId)), cancellationToken);
        return new(request.Room, others.Count + 1);
    }

    [WebSocketRoute("sendMessage")]
    public async Task<MessageSent> SendMessage(SendMessage message, MessageContext context, CancellationToken cancellationToken)
    {
        if (!rooms.IsMember(message.Room, context.ConnectionId))
        {
            throw new RouteException(403, "Join the room first.");
        }

        var push = new ChatMessage(message.Room, rooms.NameOf(context.ConnectionId), message.Text, context.RequestTime);
        var summary = await clients.Connections(rooms.Others(message.Room, context.ConnectionId)).MessageReceived(push, cancellationToken);
        foreach (var connectionId in summary.GoneConnections)
        {
            rooms.Leave(connectionId);
        }

        return new(summary.Delivered);
    }

    [DefaultRoute]
    public static string Echo(string text) => text;

    [DisconnectRoute]
    public void Disconnect(DisconnectContext context) => rooms.Leave(context.ConnectionId);
}
