using WsScaffold;

namespace WsSpace;

/// <summary>Rooms to talk in: join one, and what you send reaches everybody else in it.</summary>
#if (store == "dynamodb")
[WebSocketApi(Store = ConnectionStore.DynamoDb)]
#else
[WebSocketApi(Store = ConnectionStore.InMemory)]
#endif
public sealed partial class WsAppApi(IConnectionStore connections, IClients<IChatClient> clients)
{
#if (store == "dynamodb")
    public static void Configure(WebSocketAppBuilder builder) => builder.AddDynamoDbConnectionStore();

#endif
    [WebSocketRoute("join")]
    public async Task<Joined> Join(Join request, MessageContext context, CancellationToken cancellationToken)
    {
        await connections.JoinAsync(context.ConnectionId, request.Room, cancellationToken);
        await clients.Except(context.ConnectionId).Group(request.Room)
            .MemberJoined(new(request.Room, request.Name), cancellationToken);
        return new(request.Room);
    }

    [WebSocketRoute("sendMessage")]
    public async Task<MessageSent> SendMessage(SendMessage message, MessageContext context, CancellationToken cancellationToken)
    {
        var sender = await connections.FindAsync(context.ConnectionId, cancellationToken);
        if (sender?.Groups.Contains(message.Room) != true)
        {
            throw new RouteException(403, "Join the room first.");
        }

        var push = new ChatMessage(message.Room, message.Name, message.Text, context.RequestTime);
        var summary = await clients.Except(context.ConnectionId).Group(message.Room).MessageReceived(push, cancellationToken);
        return new(summary.Delivered);
    }

    [WebSocketRoute("leave", OneWay = true)]
    public Task Leave(Leave request, MessageContext context, CancellationToken cancellationToken) =>
        connections.LeaveAsync(context.ConnectionId, request.Room, cancellationToken).AsTask();

    [DefaultRoute]
    public static string Echo(string text) => text;
}
