using Microsoft.Extensions.Logging;
using WsScaffold.Events;
using WsScaffold.Generated;

namespace WsScaffold.Dispatch;

/// <summary>
/// Registers the connections that handshakes open, and removes those that closed. A connection is registered before its
/// handler runs, so that the handler can put it in groups, and readable when the handshake is accepted.
/// </summary>
internal sealed partial class ConnectionLifecycle(IConnectionStore store, string? keepAlive, ILogger logger) : AppStore
{
    public override IConnectionStore Store => store;

    /// <summary>Is told who comes and goes.</summary>
    public IPresence? Presence { get; set; }

    public override ValueTask HandleAsync(RouteInvocation route, LambdaInvocation invocation, Func<RouteInvocation, ValueTask> dispatch)
    {
        CurrentEvent.Value = new(route.ConnectionId, invocation);
        return route.Kind switch
        {
            EventKind.Connect => ConnectAsync(route, dispatch),
            EventKind.Disconnect => DisconnectAsync(route, dispatch),
            _ when keepAlive is not null && route.RouteKeyText == keepAlive => TouchAsync(route, dispatch),
            _ => dispatch(route),
        };
    }

    private async ValueTask ConnectAsync(RouteInvocation route, Func<RouteInvocation, ValueTask> dispatch)
    {
        if (route.RejectsOrigin())
        {
            return;
        }

        var (connectionId, user) = (route.ConnectionId, route.User);
        if (!await store.AddAsync(connectionId, user, route.ConnectedAt, route.CancellationToken).ConfigureAwait(false))
        {
            RejectClosed(route);
            return;
        }

        var (isOpen, isAnnounced) = (false, false);
        try
        {
            await dispatch(route).ConfigureAwait(false);
            if (!route.AcceptsHandshake)
            {
                return;
            }

            // Not readable yet: what a presence sends is not for the one who comes, whom API Gateway knows only when all
            // of this is over, and who would be taken for gone.
            if (Presence is not null && user is not null)
            {
                isAnnounced = true;
                await TellAsync(Presence.ConnectedAsync, user, connectionId, coming: 1, route).ConfigureAwait(false);
            }

            isOpen = await store.OpenAsync(connectionId, route.CancellationToken).ConfigureAwait(false);
            if (!isOpen)
            {
                RejectClosed(route);
            }
        }
        finally
        {
            if (!isOpen)
            {
                await store.RemoveAsync(connectionId).ConfigureAwait(false);
                if (isAnnounced)
                {
                    await TellAsync(Presence!.DisconnectedAsync, user!, connectionId, coming: 0, route).ConfigureAwait(false);
                }
            }
        }
    }

    // Whatever the handler does, the connection is gone.
    private async ValueTask DisconnectAsync(RouteInvocation route, Func<RouteInvocation, ValueTask> dispatch)
    {
        var (connectionId, user) = (route.ConnectionId, route.User);
        try
        {
            await dispatch(route).ConfigureAwait(false);
        }
        finally
        {
            await store.RemoveAsync(connectionId).ConfigureAwait(false);
        }

        if (Presence is not null && user is not null)
        {
            await TellAsync(Presence.DisconnectedAsync, user, connectionId, coming: 0, route).ConfigureAwait(false);
        }
    }

    private async ValueTask TouchAsync(RouteInvocation route, Func<RouteInvocation, ValueTask> dispatch)
    {
        await store.TouchAsync(route.ConnectionId, route.CancellationToken).ConfigureAwait(false);
        await dispatch(route).ConfigureAwait(false);
    }

    // $disconnect overtook it; nobody waits for this answer any more.
    private static void RejectClosed(RouteInvocation route) => route.Reject(new Rejection(410, "The connection is closed"));

    // A presence that fails turns nobody away.
    private async ValueTask TellAsync(
        Func<PresenceChange, CancellationToken, ValueTask> tell, string user, string connectionId, int coming, RouteInvocation route)
    {
        try
        {
            var readable = await store.CountAsync(Audience.User(user), route.CancellationToken).ConfigureAwait(false);
            await tell(new(user, connectionId, readable + coming), route.CancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            LogPresenceFailed(logger, route.RouteKeyText, route.RequestId, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The IPresence of the app failed on route {RouteKey}, request {RequestId}")]
    private static partial void LogPresenceFailed(ILogger logger, string routeKey, string requestId, Exception exception);
}
