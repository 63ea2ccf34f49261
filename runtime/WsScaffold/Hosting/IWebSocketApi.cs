using System.ComponentModel;
using WsScaffold.Generated;

namespace WsScaffold;

/// <summary>What the generator adds to the class that is tagged <see cref="WebSocketApiAttribute"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWebSocketApi
{
    /// <summary>What the API consists of.</summary>
    static abstract WebSocketApiDescriptor Descriptor { get; }

    /// <summary>
    /// The types that go over the wire. A program that never asks, as the deployed function, has nothing of it in its binary.
    /// </summary>
    static abstract IReadOnlyList<MessageContract> Messages { get; }

    /// <summary>Registers what the handlers need, then calls the class's own <c>Configure(WebSocketAppBuilder)</c> if it has one.</summary>
    /// <param name="builder">The app's builder.</param>
    static abstract void Configure(WebSocketAppBuilder builder);

    /// <summary>Calls the handler of the event's route key.</summary>
    /// <param name="invocation">The event.</param>
    /// <returns>Completes when the event is handled.</returns>
    static abstract ValueTask DispatchAsync(RouteInvocation invocation);
}
