using WsScaffold;

namespace WsSpace;

/// <summary>Answers with the text of the request.</summary>
public sealed class WsRouteHandler
{
    [WebSocketRoute("wsRouteKey")]
    public WsRouteAnswer Handle(WsRoute request) => new(request.Text);
}

public sealed record WsRoute(string Text);

public sealed record WsRouteAnswer(string Text);
