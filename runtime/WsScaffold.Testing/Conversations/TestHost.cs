using WsScaffold.Gateway.Hosting;

namespace WsScaffold.Testing.Conversations;

/// <summary>Replaces the connection store as the local gateway does, so that tests need no DynamoDB server.</summary>
internal sealed class TestHost : IWebSocketHost
{
    public IConnectionStore? ReplaceStore(WebSocketApiDescriptor api) => LocalStore.Replace(api, Environment.GetEnvironmentVariable);

    public Task RunAsync(WebSocketApp app, CancellationToken cancellationToken) =>
        throw new NotSupportedException("WebSocketApiFixture already serves the API. Remove the call of RunAsync.");
}
