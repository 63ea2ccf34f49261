#if (auth == "lambda")
using Microsoft.Extensions.DependencyInjection;
#endif
using WsScaffold;

namespace WsSpace;

/// <summary>A chat with rooms: a message to a room is pushed to the other connections that have joined it.</summary>
#if (store == "dynamodb")
[WebSocketApi(Store = ConnectionStore.DynamoDb)]
#else
[WebSocketApi(Store = ConnectionStore.InMemory)]
#endif
public sealed partial class WsAppApi(IConnectionStore connections, IClients<IChatClient> clients)
{
#if (store == "dynamodb" && auth == "lambda")
    public static void Configure(WebSocketAppBuilder builder)
    {
        builder.AddDynamoDbConnectionStore();
        builder.Services.AddSingleton(_ => new AccessTokens(Environment.GetEnvironmentVariable("ACCESS_TOKENS")));
    }

#elif (store == "dynamodb")
    public static void Configure(WebSocketAppBuilder builder) => builder.AddDynamoDbConnectionStore();

#elif (auth == "lambda")
    public static void Configure(WebSocketAppBuilder builder) =>
        builder.Services.AddSingleton(_ => new AccessTokens(Environment.GetEnvironmentVariable("ACCESS_TOKENS")));

#endif
    [WebSocketRoute("join")]
#if (auth == "lambda")
    public async Task<Joined> Join(
        Join request, [FromAuthorizer("principalId")] string user, MessageContext context, CancellationToken cancellationToken)
#else
    public async Task<Joined> Join(Join request, MessageContext context, CancellationToken cancellationToken)
#endif
    {
        await connections.JoinAsync(context.ConnectionId, request.Room, cancellationToken);
        await clients.Except(context.ConnectionId).Group(request.Room)
#if (auth == "lambda")
            .MemberJoined(new(request.Room, user), cancellationToken);
#else
            .MemberJoined(new(request.Room, request.Name), cancellationToken);
#endif
        return new(request.Room);
    }

    [WebSocketRoute("sendMessage")]
#if (auth == "lambda")
    public async Task<MessageSent> SendMessage(
        SendMessage message, [FromAuthorizer("principalId")] string user, MessageContext context, CancellationToken cancellationToken)
#else
    public async Task<MessageSent> SendMessage(SendMessage message, MessageContext context, CancellationToken cancellationToken)
#endif
    {
        var sender = await connections.FindAsync(context.ConnectionId, cancellationToken);
        if (sender?.Groups.Contains(message.Room) != true)
        {
            throw new RouteException(403, "Join the room first.");
        }

#if (auth == "lambda")
        var push = new ChatMessage(message.Room, user, message.Text, context.RequestTime);
#else
        var push = new ChatMessage(message.Room, message.Name, message.Text, context.RequestTime);
#endif
        var summary = await clients.Except(context.ConnectionId).Group(message.Room).MessageReceived(push, cancellationToken);
        return new(summary.Delivered);
    }

    [WebSocketRoute("leave", OneWay = true)]
    public Task Leave(Leave request, MessageContext context, CancellationToken cancellationToken) =>
        connections.LeaveAsync(context.ConnectionId, request.Room, cancellationToken).AsTask();

    [DefaultRoute]
    public static string Echo(string text) => text;
}
