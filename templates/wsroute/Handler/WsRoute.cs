using WsScaffold;

namespace WsSpace;

/// <summary>Answers <c>{"action":"wsRouteKey","text":"hello"}</c>.</summary>
public sealed class WsRouteHandler
{
    [WebSocketRoute("wsRouteKey")]
    public WsRouteAnswer Handle(WsRoute request) => new(request.Text);
}

public sealed record WsRoute(string Text);

public sealed record WsRouteAnswer(string Text);
