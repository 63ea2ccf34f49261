using System.ComponentModel;
using WsScaffold.Generated;

namespace WsScaffold;

/// <summary>Implemented by the generator for the class with <see cref="WebSocketApiAttribute"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWebSocketApi
{
    /// <summary>The description of the API.</summary>
    static abstract WebSocketApiDescriptor Descriptor { get; }

    /// <summary>
    /// The types on the wire. Trimming removes the property from a program that does not use it, such as the deployed function.
    /// </summary>
    static abstract IReadOnlyList<MessageContract> Messages { get; }

    /// <summary>
    /// Registers the services of the handlers, then calls <c>Configure(WebSocketAppBuilder)</c> of the class if there is one.
    /// </summary>
    /// <param name="builder">The app's builder.</param>
    static abstract void Configure(WebSocketAppBuilder builder);

    /// <summary>Calls the handler for the route key of the event.</summary>
    /// <param name="invocation">The event.</param>
    /// <returns>A task that completes when the event is handled.</returns>
    static abstract ValueTask DispatchAsync(RouteInvocation invocation);
}
