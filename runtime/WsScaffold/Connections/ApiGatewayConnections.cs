using WsScaffold.Events;

namespace WsScaffold.Connections;

/// <summary>Calls <c>@connections</c> of API Gateway, or of the local gateway.</summary>
internal sealed class ApiGatewayConnections : AppConnections
{
    private readonly CallbackEndpointResolver _endpoints = new();
    private readonly ConnectionsClient _client;

    public ApiGatewayConnections(WebSocketApp app)
    {
        if (app.CallbackUrl is { } url)
        {
            _endpoints.CallbackUrl = url;
        }

        _client = new(_endpoints, app.LoggerFactory.CreateLogger("WsScaffold.Connections"), app.CreateConnectionsTransport?.Invoke() ?? new SocketTransport(TimeProvider.System));
    }

    public override IConnections Client => _client;

    public override void UseEvent(WebSocketEvent webSocketEvent) =>
        _endpoints.UseEvent(webSocketEvent.ApiId.Raw(webSocketEvent.Json), webSocketEvent.Stage.Raw(webSocketEvent.Json));

    public override void Dispose() => _client.Dispose();
}
