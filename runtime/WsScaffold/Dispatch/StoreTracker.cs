using Microsoft.Extensions.Logging;
using WsScaffold.Events;

namespace WsScaffold.Dispatch;

/// <summary>
/// Registers the connections that handshakes open and removes those that closed. A connection is registered before its
/// handler runs, so that the handler can put it in groups. It becomes readable when the handshake is accepted.
/// </summary>
/// <param name="keepAlive">The route key whose messages only say that the connection is alive; null without one.</param>
internal sealed partial class StoreTracker(IConnectionStore store, string? keepAlive, ILogger logger) : ConnectionTracker
{
    public override IConnectionStore Store => store;

    /// <summary>The app's <see cref="IPresence"/>.</summary>
    public IPresence? Presence { get; set; }

    public override bool Tracks(WebSocketEvent webSocketEvent) =>
        webSocketEvent.Kind is EventKind.Connect or EventKind.Disconnect
        || (keepAlive is not null && webSocketEvent.Kind == EventKind.Message && webSocketEvent.RouteKeyText == keepAlive);

    public override async ValueTask<bool> BeforeHandlerAsync(WebSocketEvent webSocketEvent, LambdaInvocation invocation)
    {
        var connectionId = webSocketEvent.ConnectionIdText;
        switch (webSocketEvent.Kind)
        {
            case EventKind.Connect:
                return await store.AddAsync(
                    connectionId, webSocketEvent.User, webSocketEvent.ConnectedAtUtc, invocation.CancellationToken).ConfigureAwait(false);
            case EventKind.Message:
                await store.TouchAsync(connectionId, invocation.CancellationToken).ConfigureAwait(false);
                break;
        }

        return true;
    }

    public override ValueTask<bool> AfterHandlerAsync(WebSocketEvent webSocketEvent, LambdaInvocation invocation, bool succeeded) =>
        webSocketEvent.Kind switch
        {
            EventKind.Connect => OpenOrRemoveAsync(webSocketEvent, invocation, succeeded),
            EventKind.Disconnect => RemoveAsync(webSocketEvent, invocation, succeeded),
            _ => new(true),
        };

    private async ValueTask<bool> OpenOrRemoveAsync(WebSocketEvent webSocketEvent, LambdaInvocation invocation, bool isAccepted)
    {
        var (connectionId, user) = (webSocketEvent.ConnectionIdText, webSocketEvent.User);
        var (isOpen, isAnnounced) = (false, false);
        try
        {
            if (!isAccepted)
            {
                return true;
            }

            // Before the connection is readable: API Gateway does not accept pushes to it until this event has ended, so a push
            // from IPresence would get 410 and remove it.
            if (Presence is not null && user is not null)
            {
                isAnnounced = true;
                await NotifyAsync(Presence.ConnectedAsync, user, pending: 1, webSocketEvent, invocation).ConfigureAwait(false);
            }

            isOpen = await store.OpenAsync(connectionId, invocation.CancellationToken).ConfigureAwait(false);
            return isOpen;
        }
        finally
        {
            if (!isOpen)
            {
                await store.RemoveAsync(connectionId).ConfigureAwait(false);
                if (isAnnounced)
                {
                    await NotifyAsync(Presence!.DisconnectedAsync, user!, pending: 0, webSocketEvent, invocation).ConfigureAwait(false);
                }
            }
        }
    }

    // The connection is closed, whatever the handler does.
    private async ValueTask<bool> RemoveAsync(WebSocketEvent webSocketEvent, LambdaInvocation invocation, bool succeeded)
    {
        await store.RemoveAsync(webSocketEvent.ConnectionIdText).ConfigureAwait(false);
        if (succeeded && Presence is not null && webSocketEvent.User is { } user)
        {
            await NotifyAsync(Presence.DisconnectedAsync, user, pending: 0, webSocketEvent, invocation).ConfigureAwait(false);
        }

        return true;
    }

    // A failure of IPresence does not reject the handshake.
    private async ValueTask NotifyAsync(
        Func<PresenceChange, CancellationToken, ValueTask> notify,
        string user,
        int pending,
        WebSocketEvent webSocketEvent,
        LambdaInvocation invocation)
    {
        try
        {
            var readable = await store.CountAsync(Audience.User(user), invocation.CancellationToken).ConfigureAwait(false);
            var change = new PresenceChange(user, webSocketEvent.ConnectionIdText, readable + pending);
            await notify(change, invocation.CancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            LogPresenceFailed(logger, webSocketEvent.RouteKeyText, webSocketEvent.RequestIdText, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The IPresence of the app failed on route {RouteKey}, request {RequestId}")]
    private static partial void LogPresenceFailed(ILogger logger, string routeKey, string requestId, Exception exception);
}
