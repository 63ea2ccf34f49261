using WsScaffold.Events;

namespace WsScaffold.ManagementApi;

/// <summary>
/// How an app calls <c>@connections</c>. A base class, so that an API that doesn't push links nothing of it: only
/// <see cref="WebSocketAppBuilder.UseConnections()"/> makes the one that does.
/// </summary>
internal abstract class AppConnections : IDisposable
{
    public abstract IConnections Client { get; }

    /// <summary>Notes which API and stage the event at hand comes from, for an app that was not told its callback URL.</summary>
    public abstract void UseEvent(WebSocketEvent webSocketEvent);

    public abstract void Dispose();
}
