using WsScaffold.Generated;

namespace WsScaffold.Testing;

/// <summary>A test needs no table of its own: the store on AWS is replaced by one in memory, unless a local server stands in for AWS.</summary>
internal sealed class TestHost : IWebSocketHost
{
    public IConnectionStore? ReplaceStore(WebSocketApiDescriptor api) =>
        api.Store == ConnectionStore.DynamoDb && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_DYNAMODB"))
            ? new InMemoryConnectionStore()
            : null;

    public Task RunAsync(WebSocketApp app, CancellationToken cancellationToken) =>
        throw new NotSupportedException("WebSocketApiFixture serves the app already.");
}
