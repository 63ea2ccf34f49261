using System.ComponentModel;

namespace WsScaffold;

/// <summary>Runs an app outside Lambda. The local gateway implements it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWebSocketHost
{
    /// <summary>Returns a store that replaces the registered one.</summary>
    /// <param name="api">The API.</param>
    /// <returns>The store; <see langword="null"/> to keep the registered one.</returns>
    IConnectionStore? ReplaceStore(WebSocketApiDescriptor api) => null;

    /// <summary>Serves the app until it is canceled.</summary>
    /// <param name="app">The app.</param>
    /// <param name="cancellationToken">Stops the host.</param>
    /// <returns>A task that completes when the host has stopped.</returns>
    Task RunAsync(WebSocketApp app, CancellationToken cancellationToken);
}
