using WsScaffold.Events;
using WsScaffold.ManagementApi;

namespace WsScaffold.Hosting;

/// <summary>Knows where connections are managed: at the URL that a host or the environment sets, else at the event's own API.</summary>
internal abstract class CallbackConnections : AppConnections
{
    private readonly WebSocketApp _app;
    private Uri? _callbackUrl;

    protected CallbackConnections(WebSocketApp app)
    {
        _app = app;
        UseCallbackUrl();
    }

    protected CallbackEndpointResolver Endpoints { get; } = new();

    public override void UseEvent(WebSocketEvent webSocketEvent)
    {
        UseCallbackUrl();
        Endpoints.UseEvent(webSocketEvent.ApiId.Raw(webSocketEvent.Json), webSocketEvent.Stage.Raw(webSocketEvent.Json));
    }

    // An app may be served by one gateway after the other, as in tests.
    private void UseCallbackUrl()
    {
        if (_app.CallbackUrl is { } url && url != _callbackUrl)
        {
            Endpoints.CallbackUrl = _callbackUrl = url;
        }
    }
}
