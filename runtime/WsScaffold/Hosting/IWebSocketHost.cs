using System.ComponentModel;

namespace WsScaffold;

/// <summary>Runs an app outside Lambda: the seam that the local gateway fills.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWebSocketHost
{
    /// <summary>Gives the store that takes the place of the registered one.</summary>
    /// <param name="api">The API.</param>
    /// <returns>The store; <see langword="null"/> for the registered one.</returns>
    IConnectionStore? ReplaceStore(WebSocketApiDescriptor api) => null;

    /// <summary>Serves the app until it is told to stop.</summary>
    /// <param name="app">The app.</param>
    /// <param name="cancellationToken">Stops the host.</param>
    /// <returns>Completes when the host has stopped.</returns>
    Task RunAsync(WebSocketApp app, CancellationToken cancellationToken);
}
