using WsScaffold.Events;

namespace WsScaffold.ManagementApi;

/// <summary>
/// Calls <c>@connections</c> at the endpoint of the current event. A base class, so that the implementation is not linked into an
/// API that doesn't push: only <see cref="WebSocketAppBuilder.UseConnections()"/> creates one.
/// </summary>
/// <param name="callbackUrl">Returns the callback URL that the host of the app has set; it can change between events.</param>
internal abstract class AppConnections(CallbackEndpointResolver endpoints, Func<Uri?>? callbackUrl) : IConnections, IDisposable
{
    private Uri? _callbackUrl;

    /// <summary>The endpoint for the current event.</summary>
    /// <exception cref="InvalidOperationException">No endpoint is configured or known.</exception>
    protected CallbackEndpoint Endpoint
    {
        get
        {
            UseCallbackUrl();
            return endpoints.Current;
        }
    }

    /// <summary>Records the API and stage of an event, for an app without a configured callback URL.</summary>
    public void UseEvent(WebSocketEvent webSocketEvent, LambdaInvocation invocation)
    {
        UseCallbackUrl();
        endpoints.UseEvent(webSocketEvent.ApiId.Raw(webSocketEvent.Json), webSocketEvent.Stage.Raw(webSocketEvent.Json), invocation);
    }

    public abstract ValueTask<ConnectionStatus> PostAsync(
        string connectionId, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default);

    public abstract ValueTask<ConnectionLookup> GetAsync(string connectionId, CancellationToken cancellationToken = default);

    public abstract ValueTask<ConnectionStatus> DeleteAsync(string connectionId, CancellationToken cancellationToken = default);

    public abstract void Dispose();

    // Different gateways can serve one app in turn, as in tests.
    private void UseCallbackUrl()
    {
        if (callbackUrl?.Invoke() is { } url && url != _callbackUrl)
        {
            endpoints.CallbackUrl = _callbackUrl = url;
        }
    }
}
