using WsScaffold;

namespace WsSpace;

/// <summary>Responds with the text of the request.</summary>
public sealed class WsRouteHandler
{
    [WebSocketRoute("wsRouteKey")]
    public WsRouteResponse Handle(WsRoute request) => new(request.Text);
}

public sealed record WsRoute(string Text);

public sealed record WsRouteResponse(string Text);
