using WsScaffold.Generated;

namespace WsScaffold.Dispatch;

/// <summary>
/// How an app keeps its connections. A base class, so that an API without a store links nothing of it: only
/// <see cref="WebSocketAppBuilder.UseStore"/> makes the one that does.
/// </summary>
internal abstract class AppStore
{
    public abstract IConnectionStore Store { get; }

    /// <summary>Handles an event, and registers or removes its connection around that.</summary>
    public abstract ValueTask HandleAsync(RouteInvocation route, LambdaInvocation invocation, Func<RouteInvocation, ValueTask> dispatch);
}
