using WsScaffold.Events;

namespace WsScaffold.Connections;

/// <summary>Calls <c>@connections</c> of API Gateway, or of the local gateway.</summary>
internal sealed class ApiGatewayConnections : AppConnections
{
    private readonly CallbackEndpointResolver _endpoints = new();
    private readonly ConnectionsClient _client;
    private readonly WebSocketApp _app;
    private Uri? _callbackUrl;

    public ApiGatewayConnections(WebSocketApp app)
    {
        _app = app;
        UseCallbackUrl();
        _client = new(_endpoints, app.LoggerFactory.CreateLogger("WsScaffold.Connections"), app.CreateConnectionsTransport?.Invoke() ?? new SocketTransport(TimeProvider.System));
    }

    public override IConnections Client => _client;

    public override void UseEvent(WebSocketEvent webSocketEvent)
    {
        UseCallbackUrl();
        _endpoints.UseEvent(webSocketEvent.ApiId.Raw(webSocketEvent.Json), webSocketEvent.Stage.Raw(webSocketEvent.Json));
    }

    public override void Dispose() => _client.Dispose();

    // An app may be served by one gateway after the other, as in tests.
    private void UseCallbackUrl()
    {
        if (_app.CallbackUrl is { } url && url != _callbackUrl)
        {
            _endpoints.CallbackUrl = _callbackUrl = url;
        }
    }
}
