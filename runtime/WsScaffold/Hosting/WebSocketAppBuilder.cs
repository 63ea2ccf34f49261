using WsScaffold.Generated;

namespace WsScaffold;

/// <summary>Builds a <see cref="WebSocketApp"/>.</summary>
public sealed class WebSocketAppBuilder
{
    /// <summary>Chooses what serves the app outside Lambda.</summary>
    /// <param name="host">The host.</param>
    /// <returns>This builder.</returns>
    public WebSocketAppBuilder UseHost(IWebSocketHost host) => throw new NotImplementedException();
}
