using WsScaffold.ManagementApi;

namespace WsScaffold.Hosting;

/// <summary>Calls <c>@connections</c> of API Gateway, or of the local gateway.</summary>
internal sealed class ApiGatewayConnections : CallbackConnections
{
    private readonly ManagementClient _client;

    public ApiGatewayConnections(WebSocketApp app)
        : base(app) =>
        _client = new(Endpoints, app.LoggerFactory.CreateLogger("WsScaffold.Connections"), new(() => app.CreateManagementTransport?.Invoke() ?? new SocketTransport(TimeProvider.System)));

    public override IConnections Client => _client;

    public override void Dispose() => _client.Dispose();
}
