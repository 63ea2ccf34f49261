using WsScaffold.Gateway.Hosting;

namespace WsScaffold.Testing;

/// <summary>A test needs no more installed than a developer does: it has the store that the local gateway would take.</summary>
internal sealed class TestHost : IWebSocketHost
{
    public IConnectionStore? ReplaceStore(WebSocketApiDescriptor api) => LocalStore.Replace(api, Environment.GetEnvironmentVariable);

    public Task RunAsync(WebSocketApp app, CancellationToken cancellationToken) =>
        throw new NotSupportedException("WebSocketApiFixture serves the app already.");
}
