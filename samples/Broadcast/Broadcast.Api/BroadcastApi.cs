using WsScaffold;

namespace Broadcast;

/// <summary>Clients follow topics. A message published to a topic is pushed to all its followers, no matter how many.</summary>
[WebSocketApi(Store = ConnectionStore.DynamoDb, KeepAlive = "ping")]
public sealed partial class BroadcastApi(IConnectionStore store, IClients<IFollower> followers)
{
    public static void Configure(WebSocketAppBuilder builder) => builder.AddDynamoDbConnectionStore();

    [WebSocketRoute("follow")]
    public async Task<Following> Follow(Follow request, MessageContext context, CancellationToken cancellationToken)
    {
        await store.JoinAsync(context.ConnectionId, request.Topic, cancellationToken);
        return new(request.Topic);
    }

    [WebSocketRoute("publish")]
    public async Task<Published> Publish(Publish request)
    {
        var summary = await followers.Group(request.Topic).Published(new(request.Topic, request.Text));
        return new(summary.Delivered, summary.Gone, summary.Throttled, summary.Failed, summary.Continuation);
    }

    [WebSocketRoute("announce")]
    public async Task<Published> Announce(Announce request)
    {
        var summary = request.Continuation is null
            ? await followers.All.Published(new(null, request.Text))
            : await followers.Continue(request.Continuation).Published(new(null, request.Text));
        return new(summary.Delivered, summary.Gone, summary.Throttled, summary.Failed, summary.Continuation);
    }
}
